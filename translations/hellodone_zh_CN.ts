<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <context>
        <name>Diagram</name>
        <message>
            <source>Client</source>
            <translation>客户端</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>服务器</translation>
        </message>
        <message>
            <source>Flight %1</source>
            <translation>第 %1 组</translation>
        </message>
        <message>
            <source>bytes</source>
            <translation>字节</translation>
        </message>
        <message>
            <source>clear</source>
            <translation>明文</translation>
        </message>
        <message>
            <source>encrypted</source>
            <translation>已加密</translation>
        </message>
        <message>
            <source>application data</source>
            <translation>应用数据</translation>
        </message>
        <message>
            <source>alert</source>
            <translation>告警</translation>
        </message>
        <message>
            <source>not part of this handshake</source>
            <translation>本次握手没有</translation>
        </message>
        <message>
            <source>not yet sent</source>
            <translation>尚未发送</translation>
        </message>
        <message>
            <source>why absent</source>
            <translation>为何没有</translation>
        </message>
        <message>
            <source>sent</source>
            <translation>已发送</translation>
        </message>
        <message>
            <source>client to server</source>
            <translation>客户端到服务器</translation>
        </message>
        <message>
            <source>server to client</source>
            <translation>服务器到客户端</translation>
        </message>
        <message>
            <source>#%1 %2, %3, %4, %5, %6</source>
            <translation>#%1 %2，%3，%4，%5，%6</translation>
        </message>
        <message>
            <source>%1 bytes</source>
            <translation>%1 字节</translation>
        </message>
        <message>
            <source>%1 records</source>
            <translation>%1 条记录</translation>
        </message>
        <message>
            <source>%1 messages in one record</source>
            <translation>一条记录含 %1 条消息</translation>
        </message>
        <message>
            <source>%1, not sent. %2</source>
            <translation>%1，未发送。%2</translation>
        </message>
        <message>
            <source>Message sequence diagram</source>
            <translation>消息时序图</translation>
        </message>
        <message>
            <source>Nobody is the client: its first flight is played back</source>
            <translation>客户端一侧没有人：第一组消息是他人重放的</translation>
        </message>
        <message>
            <source>Handshake %1 · renegotiation</source>
            <translation>第 %1 次握手 · 重协商</translation>
        </message>
        <message>
            <source>handshake keys</source>
            <translation>握手密钥</translation>
        </message>
        <message>
            <source>application keys</source>
            <translation>应用密钥</translation>
        </message>
        <message>
            <source>early data keys</source>
            <translation>早期数据密钥</translation>
        </message>
        <message>
            <source>changed on the way</source>
            <translation>途中被改动</translation>
        </message>
        <message>
            <source>means nothing</source>
            <translation>没有意义</translation>
        </message>
    </context>
    <context>
        <name>Export</name>
        <message>
            <source>Messages</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>Messages that are absent</source>
            <translation>没有发送的消息</translation>
        </message>
        <message>
            <source>Negotiated parameters</source>
            <translation>协商结果</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>Cipher suite</source>
            <translation>密码套件</translation>
        </message>
        <message>
            <source>Key exchange</source>
            <translation>密钥交换</translation>
        </message>
        <message>
            <source>Cipher</source>
            <translation>加密算法</translation>
        </message>
        <message>
            <source>Hash</source>
            <translation>散列算法</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>群</translation>
        </message>
        <message>
            <source>Application protocol</source>
            <translation>应用协议</translation>
        </message>
        <message>
            <source>Decisions</source>
            <translation>协商决定</translation>
        </message>
        <message>
            <source>Derivations</source>
            <translation>推导</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>检查</translation>
        </message>
        <message>
            <source>Flight</source>
            <translation>组</translation>
        </message>
        <message>
            <source>From</source>
            <translation>来自</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>Protection</source>
            <translation>保护</translation>
        </message>
        <message>
            <source>Bytes</source>
            <translation>字节</translation>
        </message>
        <message>
            <source>Parameter</source>
            <translation>参数</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>no</source>
            <translation>否</translation>
        </message>
        <message>
            <source>Resumed</source>
            <translation>会话恢复</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>无</translation>
        </message>
        <message>
            <source>Chosen: %1.</source>
            <translation>选定：%1。</translation>
        </message>
        <message>
            <source>Candidate</source>
            <translation>候选</translation>
        </message>
        <message>
            <source>offered</source>
            <translation>已提议</translation>
        </message>
        <message>
            <source>supported</source>
            <translation>受支持</translation>
        </message>
        <message>
            <source>usable</source>
            <translation>可用</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>withheld</source>
            <translation>未公开</translation>
        </message>
        <message>
            <source>By</source>
            <translation>执行方</translation>
        </message>
        <message>
            <source>Operation</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>Inputs</source>
            <translation>输入</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>检查</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Clause</source>
            <translation>条款</translation>
        </message>
        <message>
            <source>passed</source>
            <translation>通过</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>Compression</source>
            <translation>压缩</translation>
        </message>
        <message>
            <source>Secure renegotiation</source>
            <translation>安全重协商</translation>
        </message>
        <message>
            <source> (seed %1)</source>
            <translation>（种子 %1）</translation>
        </message>
        <message>
            <source>Nothing differs.</source>
            <translation>没有任何差异。</translation>
        </message>
        <message>
            <source>Only what every run draws anew differs, and what follows from it.</source>
            <translation>只有每次运行都会重新抽取的值以及由它们推出的值不同。</translation>
        </message>
        <message>
            <source>Messages only in A: %1, only in B: %2.</source>
            <translation>仅 A 有的消息：%1，仅 B 有的消息：%2。</translation>
        </message>
        <message>
            <source>Fields that differ: %1, and %2 more as expected.</source>
            <translation>有差异的字段：%1，另有 %2 个属预期内的不同。</translation>
        </message>
        <message>
            <source>at another place: %1</source>
            <translation>在另一处：%1</translation>
        </message>
        <message>
            <source>only in A</source>
            <translation>仅 A 有</translation>
        </message>
        <message>
            <source>only in B</source>
            <translation>仅 B 有</translation>
        </message>
        <message>
            <source>the same</source>
            <translation>相同</translation>
        </message>
        <message>
            <source>as expected</source>
            <translation>仅有预期内的不同</translation>
        </message>
        <message>
            <source>%1 differ</source>
            <translation>%1 处不同</translation>
        </message>
        <message>
            <source>Difference</source>
            <translation>差异</translation>
        </message>
        <message>
            <source>empty</source>
            <translation>空</translation>
        </message>
        <message>
            <source>%1… (%2 bytes)</source>
            <translation>%1…（%2 字节）</translation>
        </message>
        <message>
            <source>the same, at another place</source>
            <translation>相同，但位置不同</translation>
        </message>
        <message>
            <source>Fields that differ</source>
            <translation>有差异的字段</translation>
        </message>
        <message>
            <source>None but those that every run draws anew.</source>
            <translation>除了每次运行都会重新抽取的以外，没有。</translation>
        </message>
        <message>
            <source>handshaking</source>
            <translation>握手中</translation>
        </message>
        <message>
            <source>open</source>
            <translation>已建立</translation>
        </message>
        <message>
            <source>closed</source>
            <translation>已关闭</translation>
        </message>
        <message>
            <source>accepted</source>
            <translation>已接受</translation>
        </message>
        <message>
            <source>rejected</source>
            <translation>被拒绝</translation>
        </message>
        <message>
            <source>Early data</source>
            <translation>早期数据</translation>
        </message>
        <message>
            <source>How it ended for the client</source>
            <translation>客户端的结局</translation>
        </message>
        <message>
            <source>How it ended for the server</source>
            <translation>服务器的结局</translation>
        </message>
        <message>
            <source>equal</source>
            <translation>相等</translation>
        </message>
        <message>
            <source>different</source>
            <translation>不同</translation>
        </message>
        <message>
            <source>drawn anew</source>
            <translation>重新抽取</translation>
        </message>
        <message>
            <source>; another operation: %1, %2</source>
            <translation>；运算不同：%1、%2</translation>
        </message>
        <message>
            <source>; other inputs: %1</source>
            <translation>；输入不同：%1</translation>
        </message>
        <message>
            <source>Values and keys</source>
            <translation>各个值与密钥</translation>
        </message>
        <message>
            <source>None is recorded.</source>
            <translation>没有记录。</translation>
        </message>
        <message>
            <source>Checks that ended differently</source>
            <translation>结果不同的检查</translation>
        </message>
        <message>
            <source>None.</source>
            <translation>没有。</translation>
        </message>
        <message>
            <source>Sizes and round trips</source>
            <translation>大小与往返次数</translation>
        </message>
        <message>
            <source>Records</source>
            <translation>记录</translation>
        </message>
        <message>
            <source>Flights before application data</source>
            <translation>应用数据之前的消息组数</translation>
        </message>
        <message>
            <source>Round trips before application data</source>
            <translation>应用数据之前的往返次数</translation>
        </message>
        <message>
            <source>Handshake, client to server, bytes</source>
            <translation>握手，客户端到服务器，字节</translation>
        </message>
        <message>
            <source>Handshake, server to client, bytes</source>
            <translation>握手，服务器到客户端，字节</translation>
        </message>
        <message>
            <source>On the wire in all, bytes</source>
            <translation>线路上合计，字节</translation>
        </message>
        <message>
            <source>Public-key operations of the client</source>
            <translation>客户端的公钥运算</translation>
        </message>
        <message>
            <source>Public-key operations of the server</source>
            <translation>服务器的公钥运算</translation>
        </message>
        <message>
            <source>Comparison</source>
            <translation>比较</translation>
        </message>
        <message>
            <source>page %1 of %2</source>
            <translation>第 %1 页，共 %2 页</translation>
        </message>
        <message>
            <source>Offset</source>
            <translation>偏移</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>长度</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>and %1 bytes more</source>
            <translation>另有 %1 字节</translation>
        </message>
        <message>
            <source>Why there is one</source>
            <translation>为何需要它</translation>
        </message>
        <message>
            <source>If it were missing</source>
            <translation>若缺少它</translation>
        </message>
        <message>
            <source>Fields</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>Sent after</source>
            <translation>发送时刻</translation>
        </message>
    </context>
    <context>
        <name>ExportFormat</name>
        <message>
            <source>SVG picture</source>
            <translation>SVG 图形</translation>
        </message>
        <message>
            <source>PDF document</source>
            <translation>PDF 文档</translation>
        </message>
        <message>
            <source>PNG picture</source>
            <translation>PNG 图片</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>纯文本</translation>
        </message>
        <message>
            <source>Markdown</source>
            <translation>Markdown</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>记录文件</translation>
        </message>
        <message>
            <source>Capture for Wireshark</source>
            <translation>抓包文件（供 Wireshark 使用）</translation>
        </message>
        <message>
            <source>Key log</source>
            <translation>密钥日志</translation>
        </message>
        <message>
            <source>Interactive page</source>
            <translation>交互式网页</translation>
        </message>
        <message>
            <source>Mermaid diagram</source>
            <translation>Mermaid 时序图</translation>
        </message>
        <message>
            <source>PlantUML diagram</source>
            <translation>PlantUML 时序图</translation>
        </message>
        <message>
            <source>LaTeX picture (TikZ)</source>
            <translation>LaTeX 图形（TikZ）</translation>
        </message>
    </context>
    <context>
        <name>Page</name>
        <message>
            <source>1 byte</source>
            <translation>1 字节</translation>
        </message>
        <message>
            <source>%1 bytes</source>
            <translation>%1 字节</translation>
        </message>
        <message>
            <source>is</source>
            <translation>就是</translation>
        </message>
        <message>
            <source>goes into</source>
            <translation>用于</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>What</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>If it were missing</source>
            <translation>若缺少它</translation>
        </message>
        <message>
            <source>%1 is not sent</source>
            <translation>没有发送 %1</translation>
        </message>
        <message>
            <source>Because of %1.</source>
            <translation>起因是 %1。</translation>
        </message>
        <message>
            <source>The client is now in this state.</source>
            <translation>客户端现在处于这一状态。</translation>
        </message>
        <message>
            <source>The server is now in this state.</source>
            <translation>服务器现在处于这一状态。</translation>
        </message>
        <message>
            <source>withheld</source>
            <translation>未公开</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>尚未</translation>
        </message>
        <message>
            <source>Expected:</source>
            <translation>应为：</translation>
        </message>
        <message>
            <source>Found:</source>
            <translation>实为：</translation>
        </message>
        <message>
            <source>Agreed on</source>
            <translation>协商结果</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>无</translation>
        </message>
        <message>
            <source>Notices</source>
            <translation>注意</translation>
        </message>
        <message>
            <source>Terms</source>
            <translation>术语</translation>
        </message>
        <message>
            <source>Passed</source>
            <translation>通过</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>passed</source>
            <translation>通过</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>密钥</translation>
        </message>
        <message>
            <source>Records</source>
            <translation>记录</translation>
        </message>
        <message>
            <source>Decisions</source>
            <translation>协商决定</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>检查</translation>
        </message>
        <message>
            <source>States</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Inspector</source>
            <translation>检查器</translation>
        </message>
        <message>
            <source>Explanation</source>
            <translation>说明</translation>
        </message>
        <message>
            <source>About this connection</source>
            <translation>关于这次连接</translation>
        </message>
        <message>
            <source>Nothing has been sent yet</source>
            <translation>还没有发送任何消息</translation>
        </message>
        <message>
            <source>Press → for the first message.</source>
            <translation>按 → 发送第一条消息。</translation>
        </message>
        <message>
            <source>It cannot be decoded: %1</source>
            <translation>无法解码：%1</translation>
        </message>
        <message>
            <source>Fields of %1</source>
            <translation>%1 的字段</translation>
        </message>
        <message>
            <source>Bytes of %1</source>
            <translation>%1 的字节</translation>
        </message>
        <message>
            <source>The first %1 of %2 bytes.</source>
            <translation>共 %2 字节，此处为前 %1 字节。</translation>
        </message>
        <message>
            <source>Nobody who made this recording could read its bytes.</source>
            <translation>生成这份记录的一方无法读出它的字节。</translation>
        </message>
        <message>
            <source>Key derivation</source>
            <translation>密钥派生</translation>
        </message>
        <message>
            <source>with secrets</source>
            <translation>含机密值</translation>
        </message>
        <message>
            <source>secrets withheld</source>
            <translation>机密值未公开</translation>
        </message>
        <message>
            <source>No key came of this connection.</source>
            <translation>这次连接没有产生密钥。</translation>
        </message>
        <message>
            <source>Withheld: this page was made without secrets, so that it can be given to anybody. Export it with secrets to see the value.</source>
            <translation>未公开：导出本页时没有包含机密值，因此可以放心交给任何人。要查看这个值，请在导出时选择包含机密值。</translation>
        </message>
        <message>
            <source>Handshake</source>
            <translation>握手</translation>
        </message>
        <message>
            <source>Handshake %1</source>
            <translation>第 %1 次握手</translation>
        </message>
        <message>
            <source>Early secret</source>
            <translation>早期密钥</translation>
        </message>
        <message>
            <source>Handshake secret</source>
            <translation>握手密钥</translation>
        </message>
        <message>
            <source>Master secret</source>
            <translation>主密钥</translation>
        </message>
        <message>
            <source>The input is %1 bytes of zeros.</source>
            <translation>输入是 %1 个零字节。</translation>
        </message>
        <message>
            <source>Other values</source>
            <translation>其他值</translation>
        </message>
        <message>
            <source>from #%1</source>
            <translation>来自 #%1</translation>
        </message>
        <message>
            <source>from %1</source>
            <translation>来自 %1</translation>
        </message>
        <message>
            <source>0 B: this suite has no use for it</source>
            <translation>0 字节：此套件用不到它</translation>
        </message>
        <message>
            <source>Formula</source>
            <translation>公式</translation>
        </message>
        <message>
            <source>Formula of the %1</source>
            <translation>%1的公式</translation>
        </message>
        <message>
            <source>Inputs</source>
            <translation>输入</translation>
        </message>
        <message>
            <source>On the wire</source>
            <translation>线上</translation>
        </message>
        <message>
            <source>Sent as</source>
            <translation>发送形式</translation>
        </message>
        <message>
            <source>Client computes</source>
            <translation>客户端算出</translation>
        </message>
        <message>
            <source>Client receives</source>
            <translation>客户端收到</translation>
        </message>
        <message>
            <source>Server computes</source>
            <translation>服务器算出</translation>
        </message>
        <message>
            <source>Server receives</source>
            <translation>服务器收到</translation>
        </message>
        <message>
            <source>never has it</source>
            <translation>始终没有</translation>
        </message>
        <message>
            <source>equal</source>
            <translation>相同</translation>
        </message>
        <message>
            <source>different</source>
            <translation>不同</translation>
        </message>
        <message>
            <source>Block by block</source>
            <translation>逐块展开</translation>
        </message>
        <message>
            <source>Both lanes, XORed, are the value.</source>
            <translation>两路结果异或，即为此值。</translation>
        </message>
        <message>
            <source>Both lanes, one after the other, are the value.</source>
            <translation>两路结果首尾相接，即为此值。</translation>
        </message>
        <message>
            <source>Part</source>
            <translation>部分</translation>
        </message>
        <message>
            <source>Parts</source>
            <translation>组成</translation>
        </message>
        <message>
            <source>Offset</source>
            <translation>偏移</translation>
        </message>
        <message>
            <source>Bytes</source>
            <translation>字节</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>From</source>
            <translation>发送方</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>Epoch</source>
            <translation>密钥期</translation>
        </message>
        <message>
            <source>Sequence</source>
            <translation>序号</translation>
        </message>
        <message>
            <source>Protection</source>
            <translation>保护</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>被拒绝</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>Flight</source>
            <translation>组</translation>
        </message>
        <message>
            <source>Candidate</source>
            <translation>候选</translation>
        </message>
        <message>
            <source>offered</source>
            <translation>已提议</translation>
        </message>
        <message>
            <source>supported</source>
            <translation>受支持</translation>
        </message>
        <message>
            <source>usable</source>
            <translation>可用</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>no</source>
            <translation>否</translation>
        </message>
        <message>
            <source>Nobody had a choice to make.</source>
            <translation>双方都没有需要决定的事。</translation>
        </message>
        <message>
            <source>By</source>
            <translation>检查方</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>检查项</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Clause</source>
            <translation>条款</translation>
        </message>
        <message>
            <source>on %1</source>
            <translation>因 %1</translation>
        </message>
        <message>
            <source>Confidentiality</source>
            <translation>保密性</translation>
        </message>
        <message>
            <source>Integrity</source>
            <translation>完整性</translation>
        </message>
        <message>
            <source>Server authentication</source>
            <translation>服务器认证</translation>
        </message>
        <message>
            <source>Client authentication</source>
            <translation>客户端认证</translation>
        </message>
        <message>
            <source>Forward secrecy</source>
            <translation>前向保密</translation>
        </message>
        <message>
            <source>pending</source>
            <translation>待确认</translation>
        </message>
        <message>
            <source>established</source>
            <translation>已确立</translation>
        </message>
        <message>
            <source>none</source>
            <translation>不提供</translation>
        </message>
        <message>
            <source>weak</source>
            <translation>薄弱</translation>
        </message>
        <message>
            <source>What has been achieved</source>
            <translation>已达成的安全属性</translation>
        </message>
        <message>
            <source>keys live</source>
            <translation>密钥可用</translation>
        </message>
        <message>
            <source>Position in the handshake</source>
            <translation>握手进度</translation>
        </message>
        <message>
            <source>Message %1 of %2: %3</source>
            <translation>第 %1 条消息，共 %2 条：%3</translation>
        </message>
        <message>
            <source>To the start</source>
            <translation>回到开始</translation>
        </message>
        <message>
            <source>Back one flight</source>
            <translation>后退一组</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>后退一步</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>播放</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Next message</source>
            <translation>下一条消息</translation>
        </message>
        <message>
            <source>Forward one flight</source>
            <translation>前进一组</translation>
        </message>
        <message>
            <source>To the end</source>
            <translation>跳到结尾</translation>
        </message>
        <message>
            <source>Speed</source>
            <translation>速度</translation>
        </message>
        <message>
            <source>View</source>
            <translation>视图</translation>
        </message>
        <message>
            <source>Diagram</source>
            <translation>时序图</translation>
        </message>
        <message>
            <source>List</source>
            <translation>列表</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>配色</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>打印</translation>
        </message>
        <message>
            <source>Server auth</source>
            <translation>服务器认证</translation>
        </message>
        <message>
            <source>Client auth</source>
            <translation>客户端认证</translation>
        </message>
    </context>
    <context>
        <name>hd::ui</name>
        <message>
            <source>1 byte</source>
            <translation>1 字节</translation>
        </message>
        <message>
            <source>%1 bytes</source>
            <translation>%1 字节</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::Actions</name>
        <message>
            <source>Open…</source>
            <translation>打开…</translation>
        </message>
        <message>
            <source>Show messages that are not sent</source>
            <translation>显示未发送的消息</translation>
        </message>
        <message>
            <source>Diagram as a list</source>
            <translation>以列表显示时序图</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>播放</translation>
        </message>
        <message>
            <source>Back to the last selection</source>
            <translation>返回上一个选择</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>前进</translation>
        </message>
        <message>
            <source>Rerun with a new seed</source>
            <translation>用新种子重新运行</translation>
        </message>
        <message>
            <source>Rerun</source>
            <translation>重新运行</translation>
        </message>
        <message>
            <source>Rerun with the same seed</source>
            <translation>用同一种子重新运行</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>Next pane</source>
            <translation>下一个窗格</translation>
        </message>
        <message>
            <source>Previous pane</source>
            <translation>上一个窗格</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>键盘快捷键</translation>
        </message>
        <message>
            <source>About HelloDone</source>
            <translation>关于 HelloDone</translation>
        </message>
        <message>
            <source>To the start</source>
            <translation>回到开头</translation>
        </message>
        <message>
            <source>One flight back</source>
            <translation>后退一组</translation>
        </message>
        <message>
            <source>Step back</source>
            <translation>后退一步</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>前进一步</translation>
        </message>
        <message>
            <source>One flight forward</source>
            <translation>前进一组</translation>
        </message>
        <message>
            <source>To the end</source>
            <translation>直到结尾</translation>
        </message>
        <message>
            <source>One operation back</source>
            <translation>后退一个操作</translation>
        </message>
        <message>
            <source>One operation forward</source>
            <translation>前进一个操作</translation>
        </message>
        <message>
            <source>Reduce motion</source>
            <translation>减少动画</translation>
        </message>
        <message>
            <source>Flight</source>
            <comment>granularity</comment>
            <translation>按组</translation>
        </message>
        <message>
            <source>Message</source>
            <comment>granularity</comment>
            <translation>按消息</translation>
        </message>
        <message>
            <source>Operation</source>
            <comment>granularity</comment>
            <translation>按操作</translation>
        </message>
        <message>
            <source>As the system</source>
            <comment>appearance</comment>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>As the system</source>
            <comment>language</comment>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Larger</source>
            <translation>放大</translation>
        </message>
        <message>
            <source>Smaller</source>
            <translation>缩小</translation>
        </message>
        <message>
            <source>Usual size</source>
            <translation>恢复原大小</translation>
        </message>
        <message>
            <source>Present full screen</source>
            <translation>全屏演示</translation>
        </message>
        <message>
            <source>Present</source>
            <translation>演示</translation>
        </message>
        <message>
            <source>Step, while presenting</source>
            <translation>演示时前进一步</translation>
        </message>
        <message>
            <source>Step back, while presenting</source>
            <translation>演示时后退一步</translation>
        </message>
        <message>
            <source>End the presentation</source>
            <translation>结束演示</translation>
        </message>
        <message>
            <source>Find…</source>
            <translation>查找…</translation>
        </message>
        <message>
            <source>Find next</source>
            <translation>查找下一个</translation>
        </message>
        <message>
            <source>Find previous</source>
            <translation>查找上一个</translation>
        </message>
        <message>
            <source>Let panes be moved</source>
            <translation>允许移动面板</translation>
        </message>
        <message>
            <source>Reset the layout</source>
            <translation>恢复默认布局</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>高对比度</translation>
        </message>
        <message>
            <source>Found</source>
            <comment>pane</comment>
            <translation>查找结果</translation>
        </message>
        <message>
            <source>Scenarios</source>
            <comment>pane</comment>
            <translation>场景</translation>
        </message>
        <message>
            <source>Inspectors</source>
            <comment>pane</comment>
            <translation>检查器</translation>
        </message>
        <message>
            <source>Explanation</source>
            <comment>pane</comment>
            <translation>讲解</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>实际</translation>
        </message>
        <message>
            <source>Connect to a server…</source>
            <translation>连接服务器…</translation>
        </message>
        <message>
            <source>Serve a client…</source>
            <translation>充当服务器…</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Save as…</source>
            <translation>另存为…</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>打印…</translation>
        </message>
        <message>
            <source>Copy the diagram</source>
            <translation>复制时序图</translation>
        </message>
        <message>
            <source>Compare…</source>
            <translation>比较…</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::AvalanchePage</name>
        <message>
            <source>client</source>
            <translation>客户端</translation>
        </message>
        <message>
            <source>server</source>
            <translation>服务器</translation>
        </message>
        <message>
            <source>Avalanche</source>
            <translation>雪崩效应</translation>
        </message>
        <message>
            <source>The same handshake twice, with the same seed, but the client draws one bit of its random the other way. What depends on it changes in about half of its bits, as if drawn anew; what does not stays at 0 %.</source>
            <translation>用同一个种子把同一次握手做两遍，只让客户端抽取随机数时有一个比特相反。凡是依赖它的值，大约一半的比特会变，就像重新抽取的一样；不依赖它的值停在 0 %。</translation>
        </message>
        <message>
            <source>Bit of client_random</source>
            <translation>client_random 的第几个比特</translation>
        </message>
        <message>
            <source>The bit of client_random that is flipped, from 0 to 255</source>
            <translation>client_random 中翻转的比特，0 到 255</translation>
        </message>
        <message>
            <source>bits that differ</source>
            <translation>不同的比特</translation>
        </message>
        <message>
            <source>where 95 % of random values would end</source>
            <translation>95 % 的随机值会落在的范围</translation>
        </message>
        <message>
            <source>Hamming distance between the two runs, % of the bits</source>
            <translation>两次运行之间的汉明距离，占比特数的 %</translation>
        </message>
        <message>
            <source>value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>party</source>
            <translation>一方</translation>
        </message>
        <message>
            <source>bits</source>
            <translation>比特数</translation>
        </message>
        <message>
            <source>Hamming distance, %</source>
            <translation>汉明距离，%</translation>
        </message>
        <message>
            <source>another length</source>
            <translation>长度不同</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 / %2</translation>
        </message>
        <message>
            <source>This cannot be run: %1. %2</source>
            <translation>无法运行：%1。%2</translation>
        </message>
        <message>
            <source>Nothing is changed on the way; every other draw of both parties stays the same.</source>
            <translation>途中什么也没有改动；双方抽取的其他随机值都与原来相同。</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::BytesPage</name>
        <message>
            <source>client</source>
            <translation>客户端</translation>
        </message>
        <message>
            <source>server</source>
            <translation>服务器</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>尚未</translation>
        </message>
        <message>
            <source>certificates</source>
            <translation>证书</translation>
        </message>
        <message>
            <source>signatures</source>
            <translation>签名</translation>
        </message>
        <message>
            <source>key shares</source>
            <translation>密钥份额</translation>
        </message>
        <message>
            <source>IV, MAC, padding, tag</source>
            <translation>IV、MAC、填充、认证标签</translation>
        </message>
        <message>
            <source>everything else</source>
            <translation>其余</translation>
        </message>
        <message>
            <source>Bytes per message</source>
            <translation>每条消息的字节数</translation>
        </message>
        <message>
            <source>Where the bytes go: each bar is a message as it was on the wire, record headers included. Certificates, where there are any, outweigh all else; the choices themselves take next to nothing.</source>
            <translation>字节花在哪里：每根条是一条消息在线上的样子，含记录头。有证书时，证书重过其余一切；协商本身几乎不占字节。</translation>
        </message>
        <message>
            <source>bytes on the wire</source>
            <translation>线上字节数</translation>
        </message>
        <message>
            <source>No.</source>
            <translation>序号</translation>
        </message>
        <message>
            <source>message</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>from</source>
            <translation>发送方</translation>
        </message>
        <message>
            <source>%1, bytes</source>
            <translation>%1，字节</translation>
        </message>
        <message>
            <source>total, bytes</source>
            <translation>合计，字节</translation>
        </message>
        <message>
            <source>%1: %2 bytes</source>
            <translation>%1：%2 字节</translation>
        </message>
        <message>
            <source>client to server</source>
            <translation>客户端到服务器</translation>
        </message>
        <message>
            <source>server to client</source>
            <translation>服务器到客户端</translation>
        </message>
        <message>
            <source>Nothing has been sent yet; each message appears here as it goes.</source>
            <translation>还没有发送任何消息；每条消息发出时会出现在这里。</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::CaptureDialog</name>
        <message>
            <source>Reading was stopped.</source>
            <translation>读取已停止。</translation>
        </message>
        <message>
            <source>Choose a key log</source>
            <translation>选择密钥日志</translation>
        </message>
        <message>
            <source>Key logs (*.keys *.log *.txt);;All files (*)</source>
            <translation>密钥日志 (*.keys *.log *.txt);;所有文件 (*)</translation>
        </message>
        <message>
            <source>Choose a private key</source>
            <translation>选择私钥</translation>
        </message>
        <message>
            <source>PEM (*.pem *.key);;All files (*)</source>
            <translation>PEM (*.pem *.key);;所有文件 (*)</translation>
        </message>
        <message>
            <source>%1 packets, %2 bytes, %3 ms</source>
            <translation>%1 个分组，%2 字节，%3 毫秒</translation>
        </message>
        <message>
            <source>TLS began after %1 had been spoken.</source>
            <translation>先以 %1 通信，之后才开始 TLS。</translation>
        </message>
        <message>
            <source>Connections of a capture</source>
            <translation>抓包文件中的连接</translation>
        </message>
        <message>
            <source>%1: no TLS in %2 packets.</source>
            <translation>%1：%2 个分组中没有 TLS。</translation>
        </message>
        <message>
            <source>%1: %2 connections with TLS in %3 packets.</source>
            <translation>%1：%3 个分组中有 %2 条 TLS 连接。</translation>
        </message>
        <message>
            <source>Reading %1…</source>
            <translation>正在读取 %1…</translation>
        </message>
        <message>
            <source>Show only those that contain…</source>
            <translation>只显示包含以下文字的连接…</translation>
        </message>
        <message>
            <source>Show only those that contain</source>
            <translation>只显示包含以下文字的连接</translation>
        </message>
        <message>
            <source>Connections</source>
            <translation>连接</translation>
        </message>
        <message>
            <source>About the connection</source>
            <translation>关于该连接</translation>
        </message>
        <message>
            <source>Key log</source>
            <translation>密钥日志</translation>
        </message>
        <message>
            <source>SSLKEYLOGFILE of a browser or another program; secrets in the capture are used anyway</source>
            <translation>浏览器或其他程序写出的 SSLKEYLOGFILE；抓包文件自带的密钥总会使用</translation>
        </message>
        <message>
            <source>Server&apos;s private key</source>
            <translation>服务器私钥</translation>
        </message>
        <message>
            <source>PEM; it opens only what RSA key exchange protected</source>
            <translation>PEM 格式；只能解开以 RSA 密钥交换保护的内容</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Open the connection</source>
            <translation>打开该连接</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::CaptureListModel</name>
        <message>
            <source>in the capture</source>
            <translation>抓包文件自带</translation>
        </message>
        <message>
            <source>completed</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>reset</source>
            <translation>被重置</translation>
        </message>
        <message>
            <source>not finished</source>
            <translation>未完成</translation>
        </message>
        <message>
            <source>No.</source>
            <translation>序号</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>客户端</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>服务器</translation>
        </message>
        <message>
            <source>Name asked for</source>
            <translation>请求的主机名</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>Cipher suite</source>
            <translation>密码套件</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Secrets</source>
            <translation>密钥</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::CertificateFieldModel</name>
        <message>
            <source>tag %1 %2</source>
            <translation>标签 %1 %2</translation>
        </message>
        <message>
            <source>length %1</source>
            <translation>长度 %1</translation>
        </message>
        <message>
            <source>content %1</source>
            <translation>内容 %1</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>Bytes</source>
            <translation>字节</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::CertificatePane</name>
        <message>
            <source>Fields of the certificate</source>
            <translation>证书的字段</translation>
        </message>
        <message>
            <source>Bytes of the certificate</source>
            <translation>证书的字节</translation>
        </message>
        <message>
            <source>Tag, length and content</source>
            <translation>标签、长度和内容</translation>
        </message>
        <message>
            <source>Steps that look at this</source>
            <translation>检查这一项的步骤</translation>
        </message>
        <message>
            <source>Not everything here is DER: %1</source>
            <translation>这里有不符合 DER 的内容：%1</translation>
        </message>
        <message>
            <source>This certificate was not sent: whoever relies on it had it before, as one that is trusted.</source>
            <translation>这张证书没有发送：依赖它的一方早已把它作为受信任的证书保存着。</translation>
        </message>
        <message>
            <source>looked at by</source>
            <translation>由此检查</translation>
        </message>
        <message>
            <source>Choose a field or a byte</source>
            <translation>请选择一个字段或字节</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::CertificatesInspector</name>
        <message>
            <source>Certificates</source>
            <translation>证书</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>服务器</translation>
        </message>
        <message>
            <source>What the server sent</source>
            <translation>服务器发来的证书</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>客户端</translation>
        </message>
        <message>
            <source>What the client sent</source>
            <translation>客户端发来的证书</translation>
        </message>
        <message>
            <source>Client, later</source>
            <translation>客户端（稍后）</translation>
        </message>
        <message>
            <source>What the client sent after the handshake</source>
            <translation>客户端在握手之后发来的证书</translation>
        </message>
        <message>
            <source>Fields</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>The chosen certificate, byte by byte</source>
            <translation>逐字节查看所选证书</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>检查</translation>
        </message>
        <message>
            <source>How it was verified, step by step</source>
            <translation>逐步查看它是怎样验证的</translation>
        </message>
        <message>
            <source>Trust</source>
            <translation>信任</translation>
        </message>
        <message>
            <source>Whom the other side believes, and what that means</source>
            <translation>对方相信谁，这又意味着什么</translation>
        </message>
        <message>
            <source>Chain of certificates</source>
            <translation>证书链</translation>
        </message>
        <message>
            <source>Steps of the verification</source>
            <translation>验证的步骤</translation>
        </message>
        <message>
            <source>Handshake %1 of %2</source>
            <translation>第 %1 次握手，共 %2 次</translation>
        </message>
        <message>
            <source>These certificates are still to come: the server sends them with message #%1.</source>
            <translation>这些证书还没有到：服务器会在 #%1 号消息中发送。</translation>
        </message>
        <message>
            <source>These certificates are still to come: the client sends them with message #%1.</source>
            <translation>这些证书还没有到：客户端会在 #%1 号消息中发送。</translation>
        </message>
        <message>
            <source>→ Jump</source>
            <translation>→ 前往</translation>
        </message>
        <message>
            <source>Nothing has been sent yet. Here you will see the certificates, who signed whom, and how they were verified.</source>
            <translation>还没有发送任何内容。这里将显示双方的证书、谁为谁签名，以及它们怎样被验证。</translation>
        </message>
        <message>
            <source>The server&apos;s certificate message holds no certificate.</source>
            <translation>服务器的 certificate 消息里没有证书。</translation>
        </message>
        <message>
            <source>The client was asked for a certificate and has none that fits: its certificate message is empty.</source>
            <translation>服务器请求了证书，而客户端没有合适的：它的 certificate 消息是空的。</translation>
        </message>
        <message>
            <source>This session is resumed: both know the secret of a handshake before this one, and that they know it proves who they are. Certificates were looked at then.</source>
            <translation>这是会话恢复：双方都知道先前一次握手的秘密，知道它就足以证明身份。证书在那一次已经检查过了。</translation>
        </message>
        <message>
            <source>The server sends no certificate in this handshake.</source>
            <translation>服务器在这次握手中不发送证书。</translation>
        </message>
        <message>
            <source>The client sends no certificate in this handshake: it was not asked for one, or it did not come that far.</source>
            <translation>客户端在这次握手中不发送证书：服务器没有请求，或者握手没有走到那一步。</translation>
        </message>
        <message>
            <source>→ Why</source>
            <translation>→ 为什么</translation>
        </message>
        <message>
            <source>→ Message #%1</source>
            <translation>→ 消息 #%1</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ChainModel</name>
        <message>
            <source>leaf, signed by itself</source>
            <translation>终端证书，自签名</translation>
        </message>
        <message>
            <source>leaf: the server&apos;s own</source>
            <translation>终端证书：服务器自己的</translation>
        </message>
        <message>
            <source>leaf: the client&apos;s own</source>
            <translation>终端证书：客户端自己的</translation>
        </message>
        <message>
            <source>intermediate CA</source>
            <translation>中间 CA</translation>
        </message>
        <message>
            <source>root, sent and trusted</source>
            <translation>根证书，已发送，受信任</translation>
        </message>
        <message>
            <source>root, sent</source>
            <translation>根证书，已发送</translation>
        </message>
        <message>
            <source>trusted, not sent</source>
            <translation>受信任，未发送</translation>
        </message>
        <message>
            <source>not sent, not trusted</source>
            <translation>未发送，不受信任</translation>
        </message>
        <message>
            <source>cannot be read</source>
            <translation>无法读取</translation>
        </message>
        <message>
            <source>nobody here knows it</source>
            <translation>这里没有人认识它</translation>
        </message>
        <message>
            <source>until %1</source>
            <translation>至 %1</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>尚未</translation>
        </message>
        <message>
            <source>passed</source>
            <translation>通过</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>not checked</source>
            <translation>未检查</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ChainStepModel</name>
        <message>
            <source>Did its issuer sign it?</source>
            <translation>它是签发者签的吗？</translation>
        </message>
        <message>
            <source>signature</source>
            <translation>签名</translation>
        </message>
        <message>
            <source>Is it valid on this day?</source>
            <translation>这一天它在有效期内吗？</translation>
        </message>
        <message>
            <source>validity</source>
            <translation>有效期</translation>
        </message>
        <message>
            <source>Are its critical extensions understood?</source>
            <translation>它的关键扩展都能理解吗？</translation>
        </message>
        <message>
            <source>extensions</source>
            <translation>扩展</translation>
        </message>
        <message>
            <source>Is it for the name that was asked for?</source>
            <translation>它对应所要求的名称吗？</translation>
        </message>
        <message>
            <source>name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Was it issued for this purpose?</source>
            <translation>它是为这种用途签发的吗？</translation>
        </message>
        <message>
            <source>purpose</source>
            <translation>用途</translation>
        </message>
        <message>
            <source>May its key do what it is needed for?</source>
            <translation>它的密钥可以用于这里的需要吗？</translation>
        </message>
        <message>
            <source>key usage</source>
            <translation>密钥用途</translation>
        </message>
        <message>
            <source>Is it a CA at all?</source>
            <translation>它到底是不是 CA？</translation>
        </message>
        <message>
            <source>CA flag</source>
            <translation>CA 标志</translation>
        </message>
        <message>
            <source>Are there no more CAs below it than it allows?</source>
            <translation>它下面的 CA 不超过它允许的数目吗？</translation>
        </message>
        <message>
            <source>path length</source>
            <translation>路径长度</translation>
        </message>
        <message>
            <source>May its key sign certificates?</source>
            <translation>它的密钥可以签发证书吗？</translation>
        </message>
        <message>
            <source>keyCertSign</source>
            <translation>keyCertSign</translation>
        </message>
        <message>
            <source>Are the names below it within its limits?</source>
            <translation>它下面的名称都在其限制之内吗？</translation>
        </message>
        <message>
            <source>name constraints</source>
            <translation>名称限制</translation>
        </message>
        <message>
            <source>Does the chain end at somebody who is trusted?</source>
            <translation>证书链的终点受信任吗？</translation>
        </message>
        <message>
            <source>trust</source>
            <translation>信任</translation>
        </message>
        <message>
            <source>Has it been revoked since?</source>
            <translation>它后来被吊销了吗？</translation>
        </message>
        <message>
            <source>revocation</source>
            <translation>吊销</translation>
        </message>
        <message>
            <source>Is it in a public log?</source>
            <translation>它在公开日志里吗？</translation>
        </message>
        <message>
            <source>public logs</source>
            <translation>公开日志</translation>
        </message>
        <message>
            <source>Does who sent it have the private key?</source>
            <translation>发送者持有私钥吗？</translation>
        </message>
        <message>
            <source>private key</source>
            <translation>私钥</translation>
        </message>
        <message>
            <source>This recording does not tell what the client did.</source>
            <translation>这份记录没有记下客户端做了什么。</translation>
        </message>
        <message>
            <source>This recording does not tell what the server did.</source>
            <translation>这份记录没有记下服务器做了什么。</translation>
        </message>
        <message>
            <source>The client is set to verify nobody.</source>
            <translation>客户端被设置为不验证任何人。</translation>
        </message>
        <message>
            <source>The server is set to verify nobody.</source>
            <translation>服务器被设置为不验证任何人。</translation>
        </message>
        <message>
            <source>The connection ended before it came to this.</source>
            <translation>连接在走到这一步之前就结束了。</translation>
        </message>
        <message>
            <source>The certificate that signed this one was not sent, and nobody here has it.</source>
            <translation>签发它的证书没有发送，这里也没有人持有。</translation>
        </message>
        <message>
            <source>Nobody has to vouch for it: it is trusted because it was put on the list.</source>
            <translation>不需要谁为它担保：它在信任列表里，所以受信任。</translation>
        </message>
        <message>
            <source>No name was asked for: any name will do.</source>
            <translation>没有要求特定的名称：任何名称都可以。</translation>
        </message>
        <message>
            <source>The chain had reached somebody trusted before it; nothing depends on this one.</source>
            <translation>证书链在它之前已经到达受信任者；结果与它无关。</translation>
        </message>
        <message>
            <source>No answer of its CA was stapled, and this program asks nobody behind your back.</source>
            <translation>没有附带其 CA 的答复，而本程序不会背着您去询问任何人。</translation>
        </message>
        <message>
            <source>An answer of the CA was stapled, and nobody looked at it.</source>
            <translation>附带了 CA 的答复，但没有人查看。</translation>
        </message>
        <message>
            <source>Timestamps of a log are there; to check them takes the keys of the logs, which this program does not have.</source>
            <translation>附有日志的时间戳；要检查它们需要各日志的公钥，本程序没有。</translation>
        </message>
        <message>
            <source>Not by a signature: only who can decrypt client_key_exchange gets to a finished that fits.</source>
            <translation>不靠签名证明：只有能解密 client_key_exchange 的一方，才能算出相符的 finished。</translation>
        </message>
        <message>
            <source>Nothing was signed with its key.</source>
            <translation>没有用它的密钥签过任何内容。</translation>
        </message>
        <message>
            <source>%1 passed</source>
            <translation>%1 项通过</translation>
        </message>
        <message>
            <source>%1 failed</source>
            <translation>%1 项失败</translation>
        </message>
        <message>
            <source>%1 not checked</source>
            <translation>%1 项未检查</translation>
        </message>
        <message>
            <source>%1 still to come</source>
            <translation>%1 项尚未进行</translation>
        </message>
        <message>
            <source>The chain as a whole</source>
            <translation>整条证书链</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>尚未</translation>
        </message>
        <message>
            <source>passed</source>
            <translation>通过</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>not checked</source>
            <translation>未检查</translation>
        </message>
        <message>
            <source>Question</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>期望</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>实际</translation>
        </message>
        <message>
            <source>Clause</source>
            <translation>条款</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ChartView</name>
        <message>
            <source>%1, current state</source>
            <translation>%1，当前状态</translation>
        </message>
        <message>
            <source>%1, has been passed</source>
            <translation>%1，已经过</translation>
        </message>
        <message>
            <source>%1, not reached</source>
            <translation>%1，未到达</translation>
        </message>
        <message>
            <source>From %1 to %2</source>
            <translation>从 %1 到 %2</translation>
        </message>
        <message>
            <source>on %1</source>
            <translation>由 %1 触发</translation>
        </message>
        <message>
            <source>taken</source>
            <translation>已走</translation>
        </message>
        <message>
            <source>not taken</source>
            <translation>未走</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ChoicesModel</name>
        <message>
            <source>%1: the client's choice</source>
            <translation>%1：客户端的选择</translation>
        </message>
        <message>
            <source>%1: the server's choice</source>
            <translation>%1：服务器的选择</translation>
        </message>
        <message>
            <source>%1: the client's choice on %2</source>
            <translation>%1：客户端收到 %2 后的选择</translation>
        </message>
        <message>
            <source>%1: the server's choice on %2</source>
            <translation>%1：服务器收到 %2 后的选择</translation>
        </message>
        <message>
            <source>not decided yet</source>
            <translation>尚未决定</translation>
        </message>
        <message>
            <source>nothing possible</source>
            <translation>没有可行的</translation>
        </message>
        <message>
            <source>nothing seen</source>
            <translation>未见结果</translation>
        </message>
        <message>
            <source>never decided</source>
            <translation>始终未决定</translation>
        </message>
        <message>
            <source>The server never came to decide on this hello.</source>
            <translation>服务器始终没有对这个 hello 作出决定。</translation>
        </message>
        <message>
            <source>The client never came to decide on this hello.</source>
            <translation>客户端始终没有对这个 hello 作出决定。</translation>
        </message>
        <message>
            <source>So far only the offer is known.</source>
            <translation>目前只知道提议了哪些。</translation>
        </message>
        <message>
            <source>This recording has no account of the one that chose: what it supports and why it chose so cannot be seen from outside.</source>
            <translation>这份记录里没有选择一方的记述：它支持什么、为何这样选，从外部看不到。</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>no</source>
            <translation>否</translation>
        </message>
        <message>
            <source>%1: not known</source>
            <translation>%1：未知</translation>
        </message>
        <message>
            <source>Chosen.</source>
            <translation>选中。</translation>
        </message>
        <message>
            <source>Candidate</source>
            <translation>候选</translation>
        </message>
        <message>
            <source>Offered</source>
            <translation>已提议</translation>
        </message>
        <message>
            <source>Supported</source>
            <translation>受支持</translation>
        </message>
        <message>
            <source>Usable</source>
            <translation>可用</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ChoicesPage</name>
        <message>
            <source>Nothing has been offered yet.</source>
            <translation>还没有任何提议。</translation>
        </message>
        <message>
            <source>In this recording neither side came to choose anything.</source>
            <translation>在这份记录里，双方都没有走到选择这一步。</translation>
        </message>
        <message>
            <source>Here the two sides agree: on version, cipher suite, group, signature and more. Nothing has been decided yet.</source>
            <translation>双方将在这里商定版本、密码套件、群、签名等。目前什么都还没有决定。</translation>
        </message>
        <message>
            <source>%1 of %2 choices have been made.</source>
            <translation>共 %2 项选择，已做出 %1 项。</translation>
        </message>
        <message>
            <source>→ Next: %1</source>
            <translation>→ 下一项：%1</translation>
        </message>
        <message>
            <source>Choices</source>
            <translation>选择</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ComparedFactsModel</name>
        <message>
            <source>Sizes and round trips</source>
            <translation>大小与往返次数</translation>
        </message>
        <message>
            <source>Round trips before application data</source>
            <translation>应用数据之前的往返次数</translation>
        </message>
        <message>
            <source>Flights before application data</source>
            <translation>应用数据之前的消息组数</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>Records</source>
            <translation>记录</translation>
        </message>
        <message>
            <source>Handshake bytes, client to server</source>
            <translation>握手字节，客户端到服务器</translation>
        </message>
        <message>
            <source>Handshake bytes, server to client</source>
            <translation>握手字节，服务器到客户端</translation>
        </message>
        <message>
            <source>Bytes on the wire in all</source>
            <translation>线路上的字节合计</translation>
        </message>
        <message>
            <source>Public-key operations of the client</source>
            <translation>客户端的公钥运算</translation>
        </message>
        <message>
            <source>Public-key operations of the server</source>
            <translation>服务器的公钥运算</translation>
        </message>
        <message>
            <source>Bytes of each message on the wire</source>
            <translation>每条消息在线路上的字节数</translation>
        </message>
        <message>
            <source>passed</source>
            <translation>通过</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>Checks that ended differently</source>
            <translation>结果不同的检查</translation>
        </message>
        <message>
            <source>Agreed on</source>
            <translation>协商结果</translation>
        </message>
        <message>
            <source>What</source>
            <translation>项目</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ComparedFieldsModel</name>
        <message>
            <source>empty</source>
            <translation>空</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>字段</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ComparedValuesModel</name>
        <message>
            <source>withheld</source>
            <translation>未公开</translation>
        </message>
        <message>
            <source>empty</source>
            <translation>空</translation>
        </message>
        <message>
            <source>hidden</source>
            <translation>已隐藏</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>原因</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ComparisonPage</name>
        <message>
            <source>name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Scenario comparison</source>
            <translation>场景比较</translation>
        </message>
        <message>
            <source>What handshakes cost: the bytes of their messages, and the round trips before the first byte of application data, which no faster computer shortens. Each scenario is run for this; the largest comes first.</source>
            <translation>握手的代价：各条握手消息的字节，以及第一个应用数据字节之前的往返次数，再快的计算机也缩短不了往返。每个场景都为此实际运行一遍，最大的排在最前。</translation>
        </message>
        <message>
            <source>client to server</source>
            <translation>客户端到服务器</translation>
        </message>
        <message>
            <source>server to client</source>
            <translation>服务器到客户端</translation>
        </message>
        <message>
            <source>bytes on the wire</source>
            <translation>线上字节数</translation>
        </message>
        <message>
            <source>round trips</source>
            <translation>往返次数</translation>
        </message>
        <message>
            <source>Choose the scenarios that are compared</source>
            <translation>选择要比较的场景</translation>
        </message>
        <message>
            <source>Scenarios to compare</source>
            <translation>要比较的场景</translation>
        </message>
        <message>
            <source>Each run once, with its own seed</source>
            <translation>每个场景用自己的种子运行一次</translation>
        </message>
        <message>
            <source>fails</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>scenario</source>
            <translation>场景</translation>
        </message>
        <message>
            <source>version</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>client to server, bytes</source>
            <translation>客户端到服务器，字节</translation>
        </message>
        <message>
            <source>server to client, bytes</source>
            <translation>服务器到客户端，字节</translation>
        </message>
        <message>
            <source>total, bytes</source>
            <translation>合计，字节</translation>
        </message>
        <message>
            <source>cannot be run here</source>
            <translation>无法在这里运行</translation>
        </message>
        <message>
            <source>Scenarios: %1</source>
            <translation>场景：%1 个</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ComparisonPicker</name>
        <message>
            <source>Open in the main window: %1</source>
            <translation>主窗口中打开的：%1</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>选择文件…</translation>
        </message>
        <message>
            <source>Handshake %1</source>
            <translation>握手 %1</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ComparisonTransport</name>
        <message>
            <source>To the start (Home)</source>
            <translation>回到开头（Home）</translation>
        </message>
        <message>
            <source>Step back (←)</source>
            <translation>后退一步（←）</translation>
        </message>
        <message>
            <source>Pause (Space)</source>
            <translation>暂停（空格）</translation>
        </message>
        <message>
            <source>Play (Space)</source>
            <translation>播放（空格）</translation>
        </message>
        <message>
            <source>Step (→)</source>
            <translation>前进一步（→）</translation>
        </message>
        <message>
            <source>To the end (End)</source>
            <translation>跳到末尾（End）</translation>
        </message>
        <message>
            <source>Rows that have happened</source>
            <translation>已发生的行</translation>
        </message>
        <message>
            <source>Rows so far, and in all</source>
            <translation>到目前为止的行数与总行数</translation>
        </message>
        <message>
            <source>Locked</source>
            <translation>锁定</translation>
        </message>
        <message>
            <source>Both playheads move together, row by row; unlocked, only that of the side chosen last</source>
            <translation>两个播放头逐行一起移动；解锁后只移动最后选中的一边</translation>
        </message>
        <message>
            <source>Previous difference</source>
            <translation>上一处差异</translation>
        </message>
        <message>
            <source>Next difference</source>
            <translation>下一处差异</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ComparisonView</name>
        <message>
            <source>Messages of both, side by side</source>
            <translation>双方的消息，左右对照</translation>
        </message>
        <message>
            <source>elsewhere: #%1</source>
            <translation>在别处：#%1</translation>
        </message>
        <message>
            <source>not there</source>
            <translation>此处没有</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ComparisonWindow</name>
        <message>
            <source>Compare with a recording or a scenario</source>
            <translation>与一份记录文件或场景比较</translation>
        </message>
        <message>
            <source>Recordings and scenarios (*.json)</source>
            <translation>记录文件与场景 (*.json)</translation>
        </message>
        <message>
            <source>Compare – HelloDone</source>
            <translation>比较 – HelloDone</translation>
        </message>
        <message>
            <source>Swap A and B</source>
            <translation>交换 A 与 B</translation>
        </message>
        <message>
            <source>Fields</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>密钥</translation>
        </message>
        <message>
            <source>Sizes and outcome</source>
            <translation>大小与结局</translation>
        </message>
        <message>
            <source>What differs</source>
            <translation>差异</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ComparisonWords</name>
        <message>
            <source>in B at another place, #%1</source>
            <translation>在 B 中位于另一处，#%1</translation>
        </message>
        <message>
            <source>in A at another place, #%1</source>
            <translation>在 A 中位于另一处，#%1</translation>
        </message>
        <message>
            <source>differs only as expected</source>
            <translation>仅有预期内的不同</translation>
        </message>
        <message>
            <source>1 field differs</source>
            <translation>1 个字段不同</translation>
        </message>
        <message>
            <source>%1 fields differ</source>
            <translation>%1 个字段不同</translation>
        </message>
        <message>
            <source>the same</source>
            <translation>相同</translation>
        </message>
        <message>
            <source>the same, at another place</source>
            <translation>相同，但位置不同</translation>
        </message>
        <message>
            <source>another value</source>
            <translation>值不同</translation>
        </message>
        <message>
            <source>another length</source>
            <translation>长度不同</translation>
        </message>
        <message>
            <source>only in A</source>
            <translation>仅 A 有</translation>
        </message>
        <message>
            <source>only in B</source>
            <translation>仅 B 有</translation>
        </message>
        <message>
            <source>withheld</source>
            <translation>未公开</translation>
        </message>
        <message>
            <source>drawn anew by every run</source>
            <translation>每次运行都会重新抽取</translation>
        </message>
        <message>
            <source>follows from what every run draws anew</source>
            <translation>由每次重新抽取的值推出</translation>
        </message>
        <message>
            <source>the length of what comes after it</source>
            <translation>其后内容的长度</translation>
        </message>
        <message>
            <source>another operation: %1, %2</source>
            <translation>运算不同：%1、%2</translation>
        </message>
        <message>
            <source>equal</source>
            <translation>相等</translation>
        </message>
        <message>
            <source>equal, from other inputs: %1</source>
            <translation>相等，但输入不同：%1</translation>
        </message>
        <message>
            <source>drawn anew</source>
            <translation>重新抽取</translation>
        </message>
        <message>
            <source>other inputs: %1</source>
            <translation>输入不同：%1</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>Cipher suite</source>
            <translation>密码套件</translation>
        </message>
        <message>
            <source>Key exchange</source>
            <translation>密钥交换</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>群</translation>
        </message>
        <message>
            <source>Cipher</source>
            <translation>密码算法</translation>
        </message>
        <message>
            <source>Hash</source>
            <translation>散列算法</translation>
        </message>
        <message>
            <source>Application protocol</source>
            <translation>应用层协议</translation>
        </message>
        <message>
            <source>Compression</source>
            <translation>压缩</translation>
        </message>
        <message>
            <source>Secure renegotiation</source>
            <translation>安全重协商</translation>
        </message>
        <message>
            <source>Resumed</source>
            <translation>会话恢复</translation>
        </message>
        <message>
            <source>Early data</source>
            <translation>早期数据</translation>
        </message>
        <message>
            <source>How it ended for the client</source>
            <translation>客户端的结局</translation>
        </message>
        <message>
            <source>How it ended for the server</source>
            <translation>服务器的结局</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>no</source>
            <translation>否</translation>
        </message>
        <message>
            <source>shaking hands</source>
            <translation>握手中</translation>
        </message>
        <message>
            <source>open</source>
            <translation>已建立</translation>
        </message>
        <message>
            <source>closed</source>
            <translation>已关闭</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>accepted</source>
            <translation>已接受</translation>
        </message>
        <message>
            <source>rejected</source>
            <translation>被拒绝</translation>
        </message>
        <message>
            <source>Nothing differs.</source>
            <translation>没有任何差异。</translation>
        </message>
        <message>
            <source>Only what every run draws anew differs, and what follows from it.</source>
            <translation>只有每次运行都会重新抽取的值以及由它们推出的值不同。</translation>
        </message>
        <message>
            <source>Messages only in A: %1, only in B: %2.</source>
            <translation>仅 A 有的消息：%1，仅 B 有的消息：%2。</translation>
        </message>
        <message>
            <source>Fields that differ: %1, and %2 more as expected.</source>
            <translation>有差异的字段：%1，另有 %2 个属预期内的不同。</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ConnectDialog</name>
        <message>
            <source>Connect to a server</source>
            <translation>连接服务器</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>服务器</translation>
        </message>
        <message>
            <source>host:port, such as example.org:443</source>
            <translation>主机:端口，例如 example.org:443</translation>
        </message>
        <message>
            <source>Then send</source>
            <translation>然后发送</translation>
        </message>
        <message>
            <source>a request for a page: GET /</source>
            <translation>网页请求：GET /</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>什么也不发</translation>
        </message>
        <message>
            <source>a text of your own</source>
            <translation>自己的文本</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>文本</translation>
        </message>
        <message>
            <source>Trust</source>
            <translation>信任</translation>
        </message>
        <message>
            <source>the authorities of this system</source>
            <translation>本系统信任的 CA</translation>
        </message>
        <message>
            <source>the demonstration CA of this program</source>
            <translation>本程序的演示用 CA</translation>
        </message>
        <message>
            <source>certificates in a file</source>
            <translation>文件中的证书</translation>
        </message>
        <message>
            <source>everybody: verify nothing</source>
            <translation>任何人：不作验证</translation>
        </message>
        <message>
            <source>Trusted certificates</source>
            <translation>受信任的证书</translation>
        </message>
        <message>
            <source>Server name (SNI)</source>
            <translation>服务器名称（SNI）</translation>
        </message>
        <message>
            <source>as the server; off: do not send it</source>
            <translation>与服务器相同；off：不发送</translation>
        </message>
        <message>
            <source>Own certificate</source>
            <translation>自己的证书</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>of the demonstration CA</source>
            <translation>由演示用 CA 签发</translation>
        </message>
        <message>
            <source>from files</source>
            <translation>来自文件</translation>
        </message>
        <message>
            <source>Certificate</source>
            <translation>证书</translation>
        </message>
        <message>
            <source>Private key</source>
            <translation>私钥</translation>
        </message>
        <message>
            <source>Wait for answers (s)</source>
            <translation>等待回答（秒）</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>连接</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ConsequenceList</name>
        <message>
            <source>What %1 goes on to affect</source>
            <translation>%1 会影响什么</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ConsequenceModel</name>
        <message>
            <source>records %1 to %2</source>
            <translation>记录 %1 至 %2</translation>
        </message>
        <message>
            <source>record %1</source>
            <translation>记录 %1</translation>
        </message>
        <message>
            <source>value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>check</source>
            <translation>检查</translation>
        </message>
        <message>
            <source>choice</source>
            <translation>选择</translation>
        </message>
        <message>
            <source>field</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>protected with it</source>
            <translation>由它保护</translation>
        </message>
        <message>
            <source>What</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>种类</translation>
        </message>
        <message>
            <source>Whose</source>
            <translation>所属方</translation>
        </message>
        <message>
            <source>Steps away</source>
            <translation>相隔步数</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ExplanationFor</name>
        <message>
            <source>**It cannot be decoded:** %1</source>
            <translation>**无法解码：** %1</translation>
        </message>
        <message>
            <source>Expected %1, found %2.</source>
            <translation>预期 %1，实际 %2。</translation>
        </message>
        <message>
            <source>**Nothing was possible** here.</source>
            <translation>这里**没有可行的选项**。</translation>
        </message>
        <message>
            <source>Chosen here: **%1**.</source>
            <translation>这里选定：**%1**。</translation>
        </message>
        <message>
            <source>%1 is not sent</source>
            <translation>不发送 %1</translation>
        </message>
        <message>
            <source>Because of %1.</source>
            <translation>由 %1 引起。</translation>
        </message>
        <message>
            <source>**Passed** at the client.</source>
            <translation>客户端检查**通过**。</translation>
        </message>
        <message>
            <source>**Failed** at the client.</source>
            <translation>客户端检查**未通过**。</translation>
        </message>
        <message>
            <source>**Passed** at the server.</source>
            <translation>服务器检查**通过**。</translation>
        </message>
        <message>
            <source>**Failed** at the server.</source>
            <translation>服务器检查**未通过**。</translation>
        </message>
        <message>
            <source>The client is now in this state.</source>
            <translation>客户端现在处于这一状态。</translation>
        </message>
        <message>
            <source>The server is now in this state.</source>
            <translation>服务器现在处于这一状态。</translation>
        </message>
        <message>
            <source>The handshake **completes**: both parties may now send application data.</source>
            <translation>握手**完成**：双方从此可以发送应用数据。</translation>
        </message>
        <message>
            <source>The handshake **completes**; in the end close_notify closes the connection in order.</source>
            <translation>握手**完成**；最后由 close_notify 正常关闭连接。</translation>
        </message>
        <message>
            <source>The handshake **does not complete**.</source>
            <translation>握手**没有完成**。</translation>
        </message>
        <message>
            <source>The handshake **fails**: the client ends it with %1.</source>
            <translation>握手**失败**：客户端以 %1 终止握手。</translation>
        </message>
        <message>
            <source>The handshake **fails**: the server ends it with %1.</source>
            <translation>握手**失败**：服务器以 %1 终止握手。</translation>
        </message>
        <message>
            <source>This is **not** how the scenario expects it to end.</source>
            <translation>这与场景的预期结局**不符**。</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ExplanationPane</name>
        <message>
            <source>What</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>If it were missing</source>
            <translation>若缺少它</translation>
        </message>
        <message>
            <source>What is this?</source>
            <translation>这是什么？</translation>
        </message>
        <message>
            <source>Terms</source>
            <translation>术语</translation>
        </message>
        <message>
            <source>What happens</source>
            <translation>过程</translation>
        </message>
        <message>
            <source>How it ends</source>
            <translation>结局</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ExportDialog</name>
        <message>
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>格式</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>选择文件…</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ExportForm</name>
        <message>
            <source>From message</source>
            <translation>从消息</translation>
        </message>
        <message>
            <source>to message</source>
            <translation>到消息</translation>
        </message>
        <message>
            <source>One arrow for each</source>
            <translation>每个箭头代表</translation>
        </message>
        <message>
            <source>message</source>
            <translation>一条消息</translation>
        </message>
        <message>
            <source>flight</source>
            <translation>一组消息</translation>
        </message>
        <message>
            <source>With</source>
            <translation>附带</translation>
        </message>
        <message>
            <source>Sizes</source>
            <translation>字节数</translation>
        </message>
        <message>
            <source>Main fields of each message</source>
            <translation>每条消息的主要字段</translation>
        </message>
        <message>
            <source>States of both parties</source>
            <translation>双方状态</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Messages that were not sent, and why</source>
            <translation>未发送的消息及原因</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>配色</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Black and white</source>
            <translation>黑白</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>页面</translation>
        </message>
        <message>
            <source>as large as the picture</source>
            <translation>与图一样大</translation>
        </message>
        <message>
            <source>A4</source>
            <translation>A4</translation>
        </message>
        <message>
            <source>US Letter</source>
            <translation>美国信纸</translation>
        </message>
        <message>
            <source>slide, 16:9</source>
            <translation>幻灯片，16:9</translation>
        </message>
        <message>
            <source>column of an article, 85 mm</source>
            <translation>论文单栏，85 毫米</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Size of a PNG</source>
            <translation>PNG 尺寸</translation>
        </message>
        <message>
            <source>as on the screen</source>
            <translation>与屏幕相同</translation>
        </message>
        <message>
            <source>twice</source>
            <translation>2 倍</translation>
        </message>
        <message>
            <source>three times</source>
            <translation>3 倍</translation>
        </message>
        <message>
            <source>four times</source>
            <translation>4 倍</translation>
        </message>
        <message>
            <source>Letters</source>
            <translation>文字</translation>
        </message>
        <message>
            <source>as the language needs it</source>
            <translation>视语言而定</translation>
        </message>
        <message>
            <source>text, with fonts of the reader</source>
            <translation>文本，用阅读者的字体</translation>
        </message>
        <message>
            <source>outlines, the same everywhere</source>
            <translation>轮廓，处处一样</translation>
        </message>
        <message>
            <source>A page for each message</source>
            <translation>每条消息一页</translation>
        </message>
        <message>
            <source>Secrets</source>
            <translation>机密值</translation>
        </message>
        <message>
            <source>Whoever has a file with secrets can read what was encrypted in this connection.</source>
            <translation>谁拿到含有机密值的文件，谁就能读出这个连接中加密的内容。</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ExportPreview</name>
        <message>
            <source>Preview of the picture</source>
            <translation>图的预览</translation>
        </message>
        <message>
            <source>Preview of the text</source>
            <translation>文本的预览</translation>
        </message>
        <message>
            <source>The pages for the messages follow.</source>
            <translation>后面是各条消息的页面。</translation>
        </message>
        <message>
            <source>This is only the beginning; the file will hold everything.</source>
            <translation>这里只显示开头，文件会包含全部内容。</translation>
        </message>
        <message>
            <source>A recording: every message and record of this connection, byte by byte, with all that was negotiated, derived and checked. HelloDone opens it again.</source>
            <translation>记录文件：这个连接的每条消息和每个记录，逐字节保存，连同协商、推导和检查的全部内容。可以用 HelloDone 重新打开。</translation>
        </message>
        <message>
            <source>A capture for Wireshark and its like: the records of this connection in TCP packets with made-up addresses, and a comment at each message.</source>
            <translation>供 Wireshark 等工具使用的抓包文件：这个连接的记录装在 TCP 分组里，地址是虚构的，每条消息都有注释。</translation>
        </message>
        <message>
            <source>A key log: the secrets of this connection, one on each line. With it, Wireshark decrypts a capture of this connection, and so can whoever else has the file.</source>
            <translation>密钥日志：这个连接的机密值，每行一个。Wireshark 用它可以解密这个连接的抓包；拿到这个文件的任何人也都可以。</translation>
        </message>
        <message>
            <source>One page for a browser, which needs no network: the diagram to step through, fields linked to bytes, keys and explanations.</source>
            <translation>供浏览器打开的单个页面，不需要网络：可以逐步播放的时序图、与字节相连的字段、密钥和讲解。</translation>
        </message>
        <message>
            <source>It will hold the secrets: whoever has the file can read what was encrypted.</source>
            <translation>其中会有机密值：谁拿到这个文件，谁就能读出加密的内容。</translation>
        </message>
        <message>
            <source>It will hold no secrets.</source>
            <translation>其中不含机密值。</translation>
        </message>
        <message>
            <source>It will be %1 large.</source>
            <translation>文件大小为 %1。</translation>
        </message>
        <message>
            <source>The picture is too large. Choose a smaller range or size.</source>
            <translation>图太大了。请选择较小的范围或尺寸。</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::FactsPage</name>
        <message>
            <source>Sizes, round trips and what was agreed on</source>
            <translation>大小、往返次数与协商结果</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::FieldModel</name>
        <message>
            <source>Field</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>Bytes</source>
            <translation>字节</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::FieldsPage</name>
        <message>
            <source>All fields</source>
            <translation>所有字段</translation>
        </message>
        <message>
            <source>What differs</source>
            <translation>有差异的</translation>
        </message>
        <message>
            <source>What differs unexpectedly</source>
            <translation>预期外的差异</translation>
        </message>
        <message>
            <source>Which fields are shown</source>
            <translation>显示哪些字段</translation>
        </message>
        <message>
            <source>Fields of both messages</source>
            <translation>两条消息的字段</translation>
        </message>
        <message>
            <source>Both values in full</source>
            <translation>两边的完整值</translation>
        </message>
        <message>
            <source>Step or choose a message to see its fields.</source>
            <translation>前进一步或选择一条消息，即可看到它的字段。</translation>
        </message>
        <message>
            <source>not there</source>
            <translation>此处没有</translation>
        </message>
        <message>
            <source>%1 bytes in all</source>
            <translation>共 %1 字节</translation>
        </message>
        <message>
            <source>empty</source>
            <translation>空</translation>
        </message>
        <message>
            <source>Choose a field to see both values in full.</source>
            <translation>选择一个字段，即可看到两边的完整值。</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::FieldsPane</name>
        <message>
            <source>Fields</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>bytes</source>
            <translation>字节</translation>
        </message>
        <message>
            <source>Bytes</source>
            <translation>字节</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::FindBar</name>
        <message>
            <source>Find field or byte</source>
            <translation>查找字段或字节</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>查找</translation>
        </message>
        <message>
            <source>Messages, fields, values, bytes (16 03 01) and explanations</source>
            <translation>消息、字段、值、字节（16 03 01）和讲解</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::FindModel</name>
        <message>
            <source>%1 and more</source>
            <translation>%1 条以上</translation>
        </message>
        <message>
            <source>Messages: %1</source>
            <translation>消息：%1</translation>
        </message>
        <message>
            <source>Fields: %1</source>
            <translation>字段：%1</translation>
        </message>
        <message>
            <source>Values: %1</source>
            <translation>值：%1</translation>
        </message>
        <message>
            <source>Derived values: %1</source>
            <translation>派生值：%1</translation>
        </message>
        <message>
            <source>Bytes: %1</source>
            <translation>字节：%1</translation>
        </message>
        <message>
            <source>Explanations: %1</source>
            <translation>讲解：%1</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::FindResults</name>
        <message>
            <source>%1 of %2</source>
            <comment>place among what was found</comment>
            <translation>第 %1 条，共 %2 条</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>查找结果</translation>
        </message>
        <message>
            <source>Type a name (random), a value (0x0303), bytes (16 03 01) or a word.</source>
            <translation>请输入名称（random）、值（0x0303）、字节（16 03 01）或词语。</translation>
        </message>
        <message>
            <source>Nothing here has “%1”. Bytes are written as 16 03 01 or 160301.</source>
            <translation>没有找到“%1”。字节请写成 16 03 01 或 160301。</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::HexView</name>
        <message>
            <source>Byte %1 is %2</source>
            <translation>第 %1 字节是 %2</translation>
        </message>
        <message>
            <source>Copy as Hex</source>
            <translation>复制为十六进制</translation>
        </message>
        <message>
            <source>%1, from byte %2, %3</source>
            <translation>%1，从第 %2 字节起，%3</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::InspectorTab</name>
        <message>
            <source>Message</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>Negotiation</source>
            <translation>协商</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>密钥</translation>
        </message>
        <message>
            <source>Plots</source>
            <translation>图表</translation>
        </message>
        <message>
            <source>Records</source>
            <translation>记录</translation>
        </message>
        <message>
            <source>Transcript</source>
            <translation>握手全文</translation>
        </message>
        <message>
            <source>Certificates</source>
            <translation>证书</translation>
        </message>
        <message>
            <source>States</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Security</source>
            <translation>安全</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::KeyCopy</name>
        <message>
            <source>drawn at random: nothing leads to it</source>
            <translation>随机产生，无从推导</translation>
        </message>
        <message>
            <source>known before this connection began</source>
            <translation>本次连接开始之前就已知道</translation>
        </message>
        <message>
            <source>the recording withholds a secret</source>
            <translation>记录中略去了一个秘密值</translation>
        </message>
        <message>
            <source>its padding was random and is not recorded</source>
            <translation>填充是随机的，没有记录下来</translation>
        </message>
        <message>
            <source>a recording holds no private key of a certificate</source>
            <translation>记录中从不包含证书的私钥</translation>
        </message>
        <message>
            <source>Python&apos;s standard library has no AES</source>
            <translation>Python 标准库没有 AES</translation>
        </message>
        <message>
            <source>Python&apos;s standard library has no signatures</source>
            <translation>Python 标准库没有数字签名</translation>
        </message>
        <message>
            <source>neither OpenSSL 3.0 nor Python has ML-KEM</source>
            <translation>OpenSSL 3.0 和 Python 都没有 ML-KEM</translation>
        </message>
        <message>
            <source>it does not follow from the recorded inputs</source>
            <translation>由记录的输入推不出它</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::KeyCopyMenu</name>
        <message>
            <source>Client&apos;s Value as Hex</source>
            <translation>客户端的值（十六进制）</translation>
        </message>
        <message>
            <source>Server&apos;s Value as Hex</source>
            <translation>服务器的值（十六进制）</translation>
        </message>
        <message>
            <source>Copy as Hex</source>
            <translation>复制为十六进制</translation>
        </message>
        <message>
            <source>As a command: the peer sent it, and nothing of how it was made is recorded</source>
            <translation>复制为命令：它由对方发来，其生成过程没有记录</translation>
        </message>
        <message>
            <source>Copy as openssl Command</source>
            <translation>复制为 openssl 命令</translation>
        </message>
        <message>
            <source>Copy openssl Command That Verifies It</source>
            <translation>复制验证它的 openssl 命令</translation>
        </message>
        <message>
            <source>As openssl Command, as the Server Does It</source>
            <translation>复制为 openssl 命令（服务器的算法）</translation>
        </message>
        <message>
            <source>Copy as Python Snippet</source>
            <translation>复制为 Python 代码</translation>
        </message>
        <message>
            <source>As Python Snippet, as the Server Does It</source>
            <translation>复制为 Python 代码（服务器的算法）</translation>
        </message>
        <message>
            <source>Copy %1 as Hex</source>
            <translation>将 %1 复制为十六进制</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::KeyGraphPainter</name>
        <message>
            <source>not yet</source>
            <translation>尚未</translation>
        </message>
        <message>
            <source>order reversed</source>
            <translation>顺序相反</translation>
        </message>
        <message>
            <source>from</source>
            <translation>来自</translation>
        </message>
        <message>
            <source>drawn at random</source>
            <translation>随机产生</translation>
        </message>
        <message>
            <source>Formula</source>
            <translation>公式</translation>
        </message>
        <message>
            <source>Inputs</source>
            <translation>输入</translation>
        </message>
        <message>
            <source>Client receives</source>
            <translation>客户端收到</translation>
        </message>
        <message>
            <source>Client draws</source>
            <translation>客户端随机产生</translation>
        </message>
        <message>
            <source>Client computes</source>
            <translation>客户端计算</translation>
        </message>
        <message>
            <source>Server receives</source>
            <translation>服务器收到</translation>
        </message>
        <message>
            <source>Server draws</source>
            <translation>服务器随机产生</translation>
        </message>
        <message>
            <source>Server computes</source>
            <translation>服务器计算</translation>
        </message>
        <message>
            <source>never has it</source>
            <translation>从不持有</translation>
        </message>
        <message>
            <source>and %1 more</source>
            <translation>及另外 %1</translation>
        </message>
        <message>
            <source>Client knew before</source>
            <translation>客户端事先已知</translation>
        </message>
        <message>
            <source>Server knew before</source>
            <translation>服务器事先已知</translation>
        </message>
        <message>
            <source>withheld</source>
            <translation>未公开</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Block by block</source>
            <translation>逐块展开</translation>
        </message>
        <message>
            <source>The recording withholds a secret, so that the blocks cannot be computed.</source>
            <translation>记录中略去了一个秘密值，因此无法算出各块。</translation>
        </message>
        <message>
            <source>Nothing follows from the recorded inputs.</source>
            <translation>从记录的输入推不出任何值。</translation>
        </message>
        <message>
            <source>From the recorded inputs follows another value than the one that was recorded. The blocks show what follows.</source>
            <translation>由记录的输入算出的值与记录的值不同。下面各块显示的是算出的结果。</translation>
        </message>
        <message>
            <source>The output to scale: both rows, byte by byte, with exclusive or</source>
            <translation>按比例绘制的输出：两行逐字节异或</translation>
        </message>
        <message>
            <source>The output to scale</source>
            <translation>按比例绘制的输出</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::KeyGraphView</name>
        <message>
            <source>MAC key 0 B: an AEAD cipher needs none</source>
            <translation>MAC 密钥 0 B：AEAD 算法不需要</translation>
        </message>
        <message>
            <source>IV 0 B: since TLS 1.1 each CBC record carries its own IV</source>
            <translation>IV 0 B：自 TLS 1.1 起，每条 CBC 记录自带 IV</translation>
        </message>
        <message>
            <source>not yet known</source>
            <translation>尚未得知</translation>
        </message>
        <message>
            <source>the same at client and server</source>
            <translation>客户端与服务器相同</translation>
        </message>
        <message>
            <source>different at client and server</source>
            <translation>客户端与服务器不同</translation>
        </message>
        <message>
            <source>RSA: the client encrypts, the server decrypts</source>
            <translation>RSA：客户端加密，服务器解密</translation>
        </message>
        <message>
            <source>IV 0 B: a stream cipher needs none</source>
            <translation>IV 0 B：流密码不需要</translation>
        </message>
        <message>
            <source>key 0 B: the NULL cipher needs none</source>
            <translation>密钥 0 B：NULL 算法不需要</translation>
        </message>
        <message>
            <source>Hashed</source>
            <translation>被散列的内容</translation>
        </message>
        <message>
            <source>affected by what is selected</source>
            <translation>受所选内容影响</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>已复制</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::KeysInspector</name>
        <message>
            <source>Key derivation</source>
            <translation>密钥推导</translation>
        </message>
        <message>
            <source>Secrets shown</source>
            <translation>机密已显示</translation>
        </message>
        <message>
            <source>Secrets hidden</source>
            <translation>机密已隐藏</translation>
        </message>
        <message>
            <source>Show or hide the values that an eavesdropper must not learn</source>
            <translation>显示或隐藏窃听者不得获知的值</translation>
        </message>
        <message>
            <source>No key exists yet.</source>
            <translation>尚无密钥。</translation>
        </message>
        <message>
            <source>This connection ended before any key was made.</source>
            <translation>连接在产生任何密钥之前就结束了。</translation>
        </message>
        <message>
            <source>No key exists yet; the first appears after message %1</source>
            <translation>尚无密钥；第一个密钥在消息 %1 之后出现</translation>
        </message>
        <message>
            <source>→ Jump</source>
            <translation>→ 跳转</translation>
        </message>
        <message>
            <source>Handshake %1 of %2</source>
            <translation>第 %1 次握手，共 %2 次</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::KnowledgeModel</name>
        <message>
            <source>of the server, temporary (RSA_EXPORT)</source>
            <translation>服务器的临时密钥（RSA_EXPORT）</translation>
        </message>
        <message>
            <source>of the client&apos;s certificate</source>
            <translation>客户端证书的私钥</translation>
        </message>
        <message>
            <source>of the server&apos;s certificate</source>
            <translation>服务器证书的私钥</translation>
        </message>
        <message>
            <source>knows</source>
            <translation>知道</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>尚未</translation>
        </message>
        <message>
            <source>no</source>
            <comment>does not know</comment>
            <translation>不知道</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>who: whether he knows it</comment>
            <translation>%1：%2</translation>
        </message>
        <message>
            <source>Secret</source>
            <translation>秘密</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::KnowledgePage</name>
        <message>
            <source>→ Show in Keys</source>
            <translation>→ 在“密钥”中查看</translation>
        </message>
        <message>
            <source>Secrets, and who knows them now</source>
            <translation>秘密，以及现在谁知道</translation>
        </message>
        <message>
            <source>This recording has no secrets.</source>
            <translation>这份记录里没有秘密。</translation>
        </message>
        <message>
            <source>Who knows what now. The attacker knows what the eavesdropper knows, and what he changed.</source>
            <translation>现在谁知道什么。攻击者知道窃听者所知道的，还知道自己改动了什么。</translation>
        </message>
        <message>
            <source>Who knows what now: %1 of %2 secrets exist so far. The attacker knows what the eavesdropper knows, and what he changed.</source>
            <translation>现在谁知道什么：%2 个秘密中，至此已有 %1 个。攻击者知道窃听者所知道的，还知道自己改动了什么。</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::LayersPane</name>
        <message>
            <source>#%1 %2 has not been sent yet.</source>
            <translation>#%1 %2 尚未发送。</translation>
        </message>
        <message>
            <source>→ Jump</source>
            <translation>→ 跳转</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::LayersView</name>
        <message>
            <source>Layers of the message</source>
            <translation>消息的各层</translation>
        </message>
        <message>
            <source>%1, the protocol of this message</source>
            <translation>%1，这条消息所属的协议</translation>
        </message>
        <message>
            <source>%1, not spoken in this connection</source>
            <translation>%1，本次连接没有用到</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::LayersWords</name>
        <message>
            <source>Of %1 on the way, %2 (%3) are this message; its records add %4 (%5), TCP and IP %6 (%7).</source>
            <translation>线上共 %1，其中这条消息占 %2（%3）；记录层增加 %4（%5），TCP 和 IP 增加 %6（%7）。</translation>
        </message>
        <message>
            <source>Other messages in the same record take %1.</source>
            <translation>同一条记录里的其他消息占 %1。</translation>
        </message>
        <message>
            <source>It takes %1 records.</source>
            <translation>它分装在 %1 条记录里。</translation>
        </message>
        <message>
            <source>A record that does not fit into a packet goes on in the next: here there are %1.</source>
            <translation>一个分组装不下的记录会在下一个分组里继续：这里共有 %1 个分组。</translation>
        </message>
        <message>
            <source>It was changed or held up on its way, so no packet of the capture carries it like this.</source>
            <translation>它在途中被改动或拦下，所以抓包文件里没有一个分组照这样承载它。</translation>
        </message>
        <message>
            <source>One of four:</source>
            <translation>四个协议之一：</translation>
        </message>
        <message>
            <source>application</source>
            <translation>应用</translation>
        </message>
        <message>
            <source>record</source>
            <translation>记录</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>无</translation>
        </message>
        <message>
            <source>adds nothing</source>
            <translation>不增加字节</translation>
        </message>
        <message>
            <source>Agrees on keys and proves who is there. Before each message stand four bytes, its type and its length, so that it may share a record with others or take several.</source>
            <translation>协商密钥，证明身份。每条消息前有四个字节，写明类型和长度，所以几条消息可以共用一条记录，一条消息也可以分装在几条记录里。</translation>
        </message>
        <message>
            <source>One byte that means nothing any more: it makes the connection look like TLS 1.2 to boxes on the way.</source>
            <translation>只有一个字节，已经没有含义：它让途中的设备以为这是 TLS 1.2 连接。</translation>
        </message>
        <message>
            <source>One byte that says: from the next record on, the new keys. It is a protocol of its own, because keys change between records and not within one.</source>
            <translation>只有一个字节，意思是：从下一条记录起使用新密钥。它自成一个协议，因为密钥只在记录之间切换，不会在一条记录中间切换。</translation>
        </message>
        <message>
            <source>Two bytes, how grave and what. A protocol of its own can speak up at any moment.</source>
            <translation>两个字节：严重程度和原因。自成一个协议，才能随时发出。</translation>
        </message>
        <message>
            <source>Hands over what the application says, as it is. It has no header of its own; how long it is stands in that of the record.</source>
            <translation>原样转交应用的数据。它没有自己的头部，长度写在记录的头部里。</translation>
        </message>
        <message>
            <source>Cuts what the four protocols say into pieces of at most 16384 bytes, says in a header of whom and how long each is, and seals it once there are keys.</source>
            <translation>把四个协议的数据切成最多 16384 字节的片段，在头部写明属于哪个协议、有多长；有了密钥之后还要加以保护。</translation>
        </message>
        <message>
            <source>That is what the other bytes here are for.</source>
            <translation>这一层的其他字节就是为此而加的。</translation>
        </message>
        <message>
            <source>What the two programs have to say to each other, a page or a mail. TLS does not look into it.</source>
            <translation>两个程序要说的话，比如网页或邮件。TLS 不看其中的内容。</translation>
        </message>
        <message>
            <source>Takes no part: this message is TLS&apos;s own, and no program ever sees it.</source>
            <translation>不参与：这条消息属于 TLS 自己，应用程序看不到它。</translation>
        </message>
        <message>
            <source>Delivers a stream of bytes whole and in order, to the right program. It knows nothing of records, and anyone on the way could change what it carries: that is why TLS lies between it and the application.</source>
            <translation>把字节流完整、有序地交给正确的程序。它不认识记录，而且途中的任何人都能改动它承载的内容：所以 TLS 位于它和应用之间。</translation>
        </message>
        <message>
            <source>Carries each packet to the right machine. Packets may be lost, and everyone whom they pass can read them.</source>
            <translation>把每个分组送到正确的主机。分组可能丢失，沿途的任何人都能读到。</translation>
        </message>
        <message>
            <source>The packets are those of the pcapng export: the records are the recorded ones, TCP and IP are made up around them.</source>
            <translation>这些分组与导出的 pcapng 文件相同：记录是真实录下的，外面的 TCP 和 IP 是补上的。</translation>
        </message>
        <message>
            <source>packet %1</source>
            <translation>分组 %1</translation>
        </message>
        <message>
            <source>segment</source>
            <translation>报文段</translation>
        </message>
        <message>
            <source>record %1</source>
            <translation>记录 %1</translation>
        </message>
        <message>
            <source>type, length</source>
            <translation>类型、长度</translation>
        </message>
        <message>
            <source>data</source>
            <translation>数据</translation>
        </message>
        <message>
            <source>header</source>
            <translation>头部</translation>
        </message>
        <message>
            <source>continued</source>
            <translation>接上</translation>
        </message>
        <message>
            <source>goes on</source>
            <translation>待续</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::LeakModel</name>
        <message>
            <source>sealed, %1</source>
            <translation>封存，%1</translation>
        </message>
        <message>
            <source>in clear</source>
            <translation>明文</translation>
        </message>
        <message>
            <source>stays sealed</source>
            <translation>仍然封存</translation>
        </message>
        <message>
            <source>open: %1</source>
            <translation>已打开：%1</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>As it was recorded</source>
            <translation>录下时</translation>
        </message>
        <message>
            <source>With the key</source>
            <translation>有了密钥</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::LeakPage</name>
        <message>
            <source>Which key leaks</source>
            <translation>泄露的是哪个密钥</translation>
        </message>
        <message>
            <source>Messages, as somebody has them who recorded the wire</source>
            <translation>录下线路内容的人手中的消息</translation>
        </message>
        <message>
            <source>What he reads of the message</source>
            <translation>他从这条消息读到的内容</translation>
        </message>
        <message>
            <source>The key has leaked</source>
            <translation>密钥已泄露</translation>
        </message>
        <message>
            <source>Leak it later</source>
            <translation>以后泄露它</translation>
        </message>
        <message>
            <source>Somebody has recorded every byte, and gets the key afterwards</source>
            <translation>有人录下了每个字节，事后又得到密钥</translation>
        </message>
        <message>
            <source>Nothing has passed yet that anybody could record.</source>
            <translation>还没有可供录下的内容经过。</translation>
        </message>
        <message>
            <source>Somebody records every byte. So far he can read all of it.</source>
            <translation>有人录下每个字节。至此他全部可读。</translation>
        </message>
        <message>
            <source>Somebody records every byte. %1 of %2 messages are sealed. And if a key of the server leaks later?</source>
            <translation>有人录下每个字节。%2 条消息中有 %1 条已封存。若服务器的密钥日后泄露，又会如何？</translation>
        </message>
        <message>
            <source>%1 of %2 sealed messages are open now.</source>
            <translation>%2 条封存的消息中，现在打开了 %1 条。</translation>
        </message>
        <message>
            <source>Choose a message to see what he can read of it.</source>
            <translation>选择一条消息，看看他能读到什么。</translation>
        </message>
        <message>
            <source>Sealed: he has %1, and cannot read them.</source>
            <translation>已封存：他手里有 %1，却无法读出。</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::LinkRow</name>
        <message>
            <source>made by</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>used by</source>
            <translation>用于</translation>
        </message>
        <message>
            <source>affects %1 in all</source>
            <translation>共影响 %1 处</translation>
        </message>
        <message>
            <source>Lists everything that follows from this value</source>
            <translation>列出由这个值引出的一切</translation>
        </message>
        <message>
            <source>copied from</source>
            <translation>照抄自</translation>
        </message>
        <message>
            <source>chosen</source>
            <translation>协商选定</translation>
        </message>
        <message>
            <source>framing</source>
            <translation>类型与长度</translation>
        </message>
        <message>
            <source>set by the sender</source>
            <translation>发送方自定</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::LiveBar</name>
        <message>
            <source>Follow new connections</source>
            <translation>跟随新连接</translation>
        </message>
        <message>
            <source>Copy the address</source>
            <translation>复制地址</translation>
        </message>
        <message>
            <source>Put the bar away</source>
            <translation>收起此栏</translation>
        </message>
        <message>
            <source>Connections of this run</source>
            <translation>本次运行的连接</translation>
        </message>
        <message>
            <source>Listening on %1, for this computer only</source>
            <translation>正在监听 %1，仅限本机</translation>
        </message>
        <message>
            <source>Listening on %1, for the whole network</source>
            <translation>正在监听 %1，整个网络均可访问</translation>
        </message>
        <message>
            <source>Connected to %1</source>
            <translation>已连接到 %1</translation>
        </message>
        <message>
            <source>Connecting to %1…</source>
            <translation>正在连接 %1…</translation>
        </message>
        <message>
            <source>Nothing is live now</source>
            <translation>现在没有实时连接</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>1 connection</source>
            <translation>1 个连接</translation>
        </message>
        <message>
            <source>%1 connections</source>
            <translation>%1 个连接</translation>
        </message>
        <message>
            <source>1 new message</source>
            <translation>1 条新消息</translation>
        </message>
        <message>
            <source>%1 new messages</source>
            <translation>%1 条新消息</translation>
        </message>
        <message>
            <source>Kept in memory until the program ends: the last %1 connections, and at most %2 MB.</source>
            <translation>在程序结束之前保留在内存中：最近 %1 个连接，最多 %2 MB。</translation>
        </message>
        <message>
            <source>Older ones had to go: %1.</source>
            <translation>已舍弃较早的：%1 个。</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::LiveDialog</name>
        <message>
            <source>More options</source>
            <translation>更多选项</translation>
        </message>
        <message>
            <source>Options</source>
            <translation>选项</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>Choose a file: %1</source>
            <translation>选择文件：%1</translation>
        </message>
        <message>
            <source>PEM (*.pem *.crt *.cer *.key);;All files (*)</source>
            <translation>PEM (*.pem *.crt *.cer *.key);;所有文件 (*)</translation>
        </message>
        <message>
            <source>Versions</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>Cipher suites</source>
            <translation>密码套件</translation>
        </message>
        <message>
            <source>the usual ones; or names, with commas between</source>
            <translation>常用的那些；或者写出名称，以逗号分隔</translation>
        </message>
        <message>
            <source>Groups</source>
            <translation>群</translation>
        </message>
        <message>
            <source>the usual ones, such as x25519,secp256r1</source>
            <translation>常用的那些，例如 x25519,secp256r1</translation>
        </message>
        <message>
            <source>ALPN</source>
            <translation>ALPN</translation>
        </message>
        <message>
            <source>none; or such as h2,http/1.1</source>
            <translation>无；或者例如 h2,http/1.1</translation>
        </message>
        <message>
            <source>Time limit (s)</source>
            <translation>时限（秒）</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::LiveListModel</name>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Peer</source>
            <translation>对方</translation>
        </message>
        <message>
            <source>Name asked for</source>
            <translation>所请求的名称</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>Cipher suite</source>
            <translation>密码套件</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>结果</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::LiveWords</name>
        <message>
            <source>For teaching, not for protecting traffic: every secret of the connection is recorded and shown.</source>
            <translation>仅供教学，不能用来保护通信：连接中的每个秘密都会被记录并显示。</translation>
        </message>
        <message>
            <source>under way</source>
            <translation>进行中</translation>
        </message>
        <message>
            <source>done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>%1 received</source>
            <translation>收到 %1</translation>
        </message>
        <message>
            <source>%1 sent</source>
            <translation>发出 %1</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>no TLS</source>
            <translation>不是 TLS</translation>
        </message>
        <message>
            <source>the peer left</source>
            <translation>对方离开</translation>
        </message>
        <message>
            <source>took too long</source>
            <translation>耗时过长</translation>
        </message>
        <message>
            <source>silent for too long</source>
            <translation>沉默过久</translation>
        </message>
        <message>
            <source>given up</source>
            <translation>已放弃</translation>
        </message>
        <message>
            <source>no close_notify</source>
            <translation>没有 close_notify</translation>
        </message>
        <message>
            <source>The peer ended the connection with %1. %2</source>
            <translation>对方以 %1 结束了连接。%2</translation>
        </message>
        <message>
            <source>The peer closed the connection before the handshake was complete, and did not say why.</source>
            <translation>对方在握手完成之前就关闭了连接，也没有说明原因。</translation>
        </message>
        <message>
            <source>The handshake was not complete when the time limit was over. Perhaps the peer waits for something else than TLS, or a firewall swallows what it says.</source>
            <translation>到了时限，握手仍未完成。也许对方等待的不是 TLS，或者它的回答被防火墙丢弃了。</translation>
        </message>
        <message>
            <source>Nothing came for as long as the time limit allows, so the connection was closed.</source>
            <translation>在时限之内没有收到任何数据，因此关闭了连接。</translation>
        </message>
        <message>
            <source>The connection was given up on this side before it was complete.</source>
            <translation>握手完成之前，连接由本方放弃。</translation>
        </message>
        <message>
            <source>The peer closed the TCP connection without close_notify: nobody can tell whether it had said everything (a truncation attack looks the same). Many servers do so all the same.</source>
            <translation>对方没有发送 close_notify 就关闭了 TCP 连接：谁也无法判断它的话是否说完（截断攻击看起来完全一样）。尽管如此，许多服务器仍然这样做。</translation>
        </message>
        <message>
            <source>A browser ends its first connection like this when it does not know who signed the certificate, and only then shows its warning. Go on there, and it connects again; or let it trust the demonstration CA.</source>
            <translation>浏览器不认识证书的签发者时，就会这样结束第一次连接，然后才显示警告。在那里选择继续，它会重新连接；也可以让它信任演示用 CA。</translation>
        </message>
        <message>
            <source>We ended the connection with %1. %2</source>
            <translation>本方以 %1 结束了连接。%2</translation>
        </message>
        <message>
            <source>We ended the connection.</source>
            <translation>本方结束了连接。</translation>
        </message>
        <message>
            <source>The check that failed: %1 (%2); expected %3, got %4.</source>
            <translation>未通过的检查：%1（%2）；期望 %3，实际 %4。</translation>
        </message>
        <message>
            <source>The client sent an HTTP request in clear, without TLS. In a browser, write https:// in front of the address.</source>
            <translation>客户端发来的是明文 HTTP 请求，没有使用 TLS。在浏览器中，请在地址前面写上 https://。</translation>
        </message>
        <message>
            <source>The server answered with HTTP in clear: this port speaks HTTP without TLS. HTTPS usually has port 443.</source>
            <translation>服务器用明文 HTTP 作答：这个端口使用的是不带 TLS 的 HTTP。HTTPS 的端口通常是 443。</translation>
        </message>
        <message>
            <source>The peer speaks SSH, which has a handshake of its own; TLS is not spoken at this port.</source>
            <translation>对方使用 SSH，它有自己的握手；这个端口不使用 TLS。</translation>
        </message>
        <message>
            <source>The server greets in clear, as mail and file servers do (SMTP, POP3, IMAP, FTP): TLS begins there only after STARTTLS. Their ports for TLS from the first byte are 465, 995, 993 and 990.</source>
            <translation>服务器用明文问候，邮件和文件服务器（SMTP、POP3、IMAP、FTP）就是这样：那里要到 STARTTLS 之后才开始 TLS。它们从第一个字节起就使用 TLS 的端口分别是 465、995、993 和 990。</translation>
        </message>
        <message>
            <source>The peer answered with XML or HTML in clear; TLS is not spoken at this port.</source>
            <translation>对方用明文 XML 或 HTML 作答；这个端口不使用 TLS。</translation>
        </message>
        <message>
            <source>The peer sent text in clear; TLS is not spoken at this port.</source>
            <translation>对方发来明文文本；这个端口不使用 TLS。</translation>
        </message>
        <message>
            <source>What the client sent is no TLS.</source>
            <translation>客户端发来的不是 TLS。</translation>
        </message>
        <message>
            <source>What the server sent is no TLS.</source>
            <translation>服务器发来的不是 TLS。</translation>
        </message>
        <message>
            <source>There is no host %1. Look for a mistyped letter; or this computer has no network.</source>
            <translation>没有名为 %1 的主机。请检查是否拼写有误；也可能本机没有连上网络。</translation>
        </message>
        <message>
            <source>Nobody listens at %1: the computer answered and refused the connection. Is it the right port, and is the server running?</source>
            <translation>%1 无人监听：对方计算机作了回答，但拒绝了连接。端口对吗？服务器在运行吗？</translation>
        </message>
        <message>
            <source>%1 did not answer within the time limit. It may be switched off, or a firewall swallows the request.</source>
            <translation>%1 在时限之内没有回答。它可能没有开机，或者请求被防火墙丢弃了。</translation>
        </message>
        <message>
            <source>There is no way to %1 through the network: %2</source>
            <translation>网络中没有通往 %1 的路：%2</translation>
        </message>
        <message>
            <source>There is no connection to %1: %2</source>
            <translation>无法连接 %1：%2</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::MachinePane</name>
        <message>
            <source>Client</source>
            <translation>客户端</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>服务器</translation>
        </message>
        <message>
            <source>machine of TLS 1.3</source>
            <translation>TLS 1.3 状态机</translation>
        </message>
        <message>
            <source>machine of SSL 3.0 to TLS 1.2</source>
            <translation>SSL 3.0 至 TLS 1.2 状态机</translation>
        </message>
        <message>
            <source>State machine of the client</source>
            <translation>客户端的状态机</translation>
        </message>
        <message>
            <source>State machine of the server</source>
            <translation>服务器的状态机</translation>
        </message>
        <message>
            <source>About the client&apos;s states</source>
            <translation>关于客户端的状态</translation>
        </message>
        <message>
            <source>About the server&apos;s states</source>
            <translation>关于服务器的状态</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::MainWindow</name>
        <message>
            <source>Messages</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>Press → to send %1</source>
            <translation>按 → 键发送 %1</translation>
        </message>
        <message>
            <source>Scenarios</source>
            <translation>场景</translation>
        </message>
        <message>
            <source>About HelloDone</source>
            <translation>关于 HelloDone</translation>
        </message>
        <message>
            <source>&lt;h3&gt;HelloDone %1&lt;/h3&gt;&lt;p&gt;A real SSL/TLS handshake, recorded and shown down to the byte.&lt;/p&gt;&lt;p&gt;For teaching, not for protecting traffic: what it sends and receives is recorded with its secrets, and its demonstration keys are public.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later.&lt;/p&gt;</source>
            <translation>&lt;h3&gt;HelloDone %1&lt;/h3&gt;&lt;p&gt;真实运行并完整记录的 SSL/TLS 握手，逐字节展示。&lt;/p&gt;&lt;p&gt;仅供教学，不能用来保护通信：它收发的一切都会连同秘密一起记录下来，演示用的密钥也是公开的。&lt;/p&gt;&lt;p&gt;自由软件，遵循 GNU 通用公共许可证第 3 版或更高版本。&lt;/p&gt;</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>记录</translation>
        </message>
        <message>
            <source>%1[*] – HelloDone</source>
            <translation>%1[*] – HelloDone</translation>
        </message>
        <message>
            <source>and %1 more</source>
            <translation>还有 %1 条</translation>
        </message>
        <message>
            <source>How this was captured: %1</source>
            <translation>抓包情况：%1</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::Menus</name>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>View</source>
            <translation>视图</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>外观</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Playback</source>
            <translation>播放</translation>
        </message>
        <message>
            <source>Step by</source>
            <translation>步进单位</translation>
        </message>
        <message>
            <source>Speed</source>
            <translation>速度</translation>
        </message>
        <message>
            <source>Scenario</source>
            <translation>场景</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>帮助</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>编辑</translation>
        </message>
        <message>
            <source>Panes</source>
            <translation>面板</translation>
        </message>
        <message>
            <source>Zoom</source>
            <translation>缩放</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>移动</translation>
        </message>
        <message>
            <source>Recent files</source>
            <translation>最近的文件</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::MessageInspector</name>
        <message>
            <source>Wire</source>
            <translation>线上</translation>
        </message>
        <message>
            <source>The records as they went over the wire</source>
            <translation>在线路上传输的记录</translation>
        </message>
        <message>
            <source>Decoded</source>
            <translation>解码</translation>
        </message>
        <message>
            <source>The message in clear, without its records</source>
            <translation>去掉记录层的明文消息</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>步骤</translation>
        </message>
        <message>
            <source>What both parties did around this message</source>
            <translation>双方围绕这条消息所做的操作</translation>
        </message>
        <message>
            <source>Nothing has been sent yet. Press → to send the first message.</source>
            <translation>尚未发送任何消息。按 → 键发送第一条。</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>client → server</source>
            <translation>客户端 → 服务器</translation>
        </message>
        <message>
            <source>server → client</source>
            <translation>服务器 → 客户端</translation>
        </message>
        <message>
            <source>encrypted</source>
            <translation>已加密</translation>
        </message>
        <message>
            <source>clear</source>
            <translation>明文</translation>
        </message>
        <message>
            <source>cannot be decoded</source>
            <translation>无法解码</translation>
        </message>
        <message>
            <source>early data keys</source>
            <translation>早期数据密钥</translation>
        </message>
        <message>
            <source>handshake keys</source>
            <translation>握手密钥</translation>
        </message>
        <message>
            <source>application keys</source>
            <translation>应用密钥</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>分层</translation>
        </message>
        <message>
            <source>The message in its records, TCP segments and packets, to scale</source>
            <translation>按比例绘制：消息、记录、TCP 报文段和 IP 分组</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::MessageList</name>
        <message>
            <source>Messages of the handshake</source>
            <translation>握手消息</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::NegotiationInspector</name>
        <message>
            <source>Negotiation</source>
            <translation>协商</translation>
        </message>
        <message>
            <source>Choices</source>
            <translation>选择</translation>
        </message>
        <message>
            <source>What was offered, what was possible, and why it was chosen</source>
            <translation>提议了什么，哪些可行，为何这样选</translation>
        </message>
        <message>
            <source>Cipher suite</source>
            <translation>密码套件</translation>
        </message>
        <message>
            <source>The name of the suite taken apart</source>
            <translation>把套件的名字拆开来看</translation>
        </message>
        <message>
            <source>Randoms</source>
            <translation>随机数</translation>
        </message>
        <message>
            <source>The random bytes of both sides</source>
            <translation>双方的随机字节</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::Notice</name>
        <message>
            <source>Dismiss</source>
            <translation>关闭提示</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::PaneMoves</name>
        <message>
            <source>To the left</source>
            <translation>移到左侧</translation>
        </message>
        <message>
            <source>To the right</source>
            <translation>移到右侧</translation>
        </message>
        <message>
            <source>To the top</source>
            <translation>移到上方</translation>
        </message>
        <message>
            <source>To the bottom</source>
            <translation>移到下方</translation>
        </message>
        <message>
            <source>As a tab over %1</source>
            <translation>与“%1”叠成标签页</translation>
        </message>
        <message>
            <source>Back into the window</source>
            <translation>放回窗口</translation>
        </message>
        <message>
            <source>As a window of its own</source>
            <translation>成为独立窗口</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::PaneTitle</name>
        <message>
            <source>Put back into the window</source>
            <translation>放回窗口</translation>
        </message>
        <message>
            <source>As a window of its own</source>
            <translation>成为独立窗口</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>移动</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::PlotPage</name>
        <message>
            <source>→ Jump to the end</source>
            <translation>→ 跳到结尾</translation>
        </message>
        <message>
            <source>%1 The same values are in the table of this page.</source>
            <translation>%1 同样的数值也在本页的表格里。</translation>
        </message>
        <message>
            <source>%1, as a table</source>
            <translation>%1，表格</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::PlotsInspector</name>
        <message>
            <source>%1: %2</source>
            <translation>%1：%2</translation>
        </message>
        <message>
            <source>Export the plot</source>
            <translation>导出图表</translation>
        </message>
        <message>
            <source>Plot</source>
            <translation>图表</translation>
        </message>
        <message>
            <source>Table</source>
            <translation>表格</translation>
        </message>
        <message>
            <source>Show the values of this plot as a table</source>
            <translation>用表格显示这张图的数值</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>Copy the table</source>
            <translation>复制表格</translation>
        </message>
        <message>
            <source>Copy the picture</source>
            <translation>复制图片</translation>
        </message>
        <message>
            <source>SVG picture…</source>
            <translation>SVG 图片…</translation>
        </message>
        <message>
            <source>PNG picture…</source>
            <translation>PNG 图片…</translation>
        </message>
        <message>
            <source>PDF page…</source>
            <translation>PDF 页面…</translation>
        </message>
        <message>
            <source>CSV table…</source>
            <translation>CSV 表格…</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::PrintDialog</name>
        <message>
            <source>Print</source>
            <translation>打印</translation>
        </message>
        <message>
            <source>This is only the beginning; all of it will be printed.</source>
            <translation>这里只显示开头，打印时会包含全部内容。</translation>
        </message>
        <message>
            <source>A4, upright</source>
            <translation>A4，纵向</translation>
        </message>
        <message>
            <source>A4, lying</source>
            <translation>A4，横向</translation>
        </message>
        <message>
            <source>US Letter, upright</source>
            <translation>美国信纸，纵向</translation>
        </message>
        <message>
            <source>US Letter, lying</source>
            <translation>美国信纸，横向</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>纸张</translation>
        </message>
        <message>
            <source>Preview of the pages</source>
            <translation>页面预览</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>打印…</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::PropertiesPage</name>
        <message>
            <source>Security properties, as each sees them</source>
            <translation>各方眼中的安全属性</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>→ to the moment</source>
            <translation>→ 跳到那一刻</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::PropertyBadge</name>
        <message>
            <source>Confidentiality</source>
            <translation>保密性</translation>
        </message>
        <message>
            <source>Integrity</source>
            <translation>完整性</translation>
        </message>
        <message>
            <source>Server auth</source>
            <translation>服务器认证</translation>
        </message>
        <message>
            <source>Client auth</source>
            <translation>客户端认证</translation>
        </message>
        <message>
            <source>Forward secrecy</source>
            <translation>前向保密</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>尚未</translation>
        </message>
        <message>
            <source>pending</source>
            <translation>待确认</translation>
        </message>
        <message>
            <source>established</source>
            <translation>已确立</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>none</source>
            <comment>security property that this handshake does not aim at</comment>
            <translation>不提供</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>property: how far it is</comment>
            <translation>%1：%2</translation>
        </message>
        <message>
            <source>Click to see the message: #%1</source>
            <translation>点击查看消息 #%1</translation>
        </message>
        <message>
            <source>weak</source>
            <comment>security property that there is a known way around</comment>
            <translation>薄弱</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::RandomBitsPage</name>
        <message>
            <source>Bits of the randoms</source>
            <translation>随机数的比特</translation>
        </message>
        <message>
            <source>Each dot is a bit: how often it was 1. Drawn bits lie near one half, about 13 of 256 outside the band by chance. One that never changes was not drawn, as in a downgrade sentinel or a clock; our parties draw gmt_unix_time too.</source>
            <translation>每个点是一个比特：它有多少次是 1。抽取出来的比特都在二分之一附近，256 个里约有 13 个会偶然落在带外。从不变化的比特不是抽取的，例如降级标记或时钟；我们的双方连 gmt_unix_time 也是抽取的。</translation>
        </message>
        <message>
            <source>bit, in the order of the wire</source>
            <translation>比特，按线上的次序</translation>
        </message>
        <message>
            <source>P(bit = 1)</source>
            <translation>P(比特 = 1)</translation>
        </message>
        <message>
            <source>band: 95 % of drawn bits</source>
            <translation>带：抽取的比特有 95 % 在其中</translation>
        </message>
        <message>
            <source>%1 runs of the hellos, seeds 1 to %1</source>
            <translation>只做 hello，运行 %1 次，种子 1 到 %1</translation>
        </message>
        <message>
            <source>downgrade sentinel</source>
            <translation>降级标记</translation>
        </message>
        <message>
            <source>random</source>
            <translation>随机数</translation>
        </message>
        <message>
            <source>bit</source>
            <translation>比特</translation>
        </message>
        <message>
            <source>byte</source>
            <translation>字节</translation>
        </message>
        <message>
            <source>runs</source>
            <translation>运行次数</translation>
        </message>
        <message>
            <source>runs with 1</source>
            <translation>为 1 的次数</translation>
        </message>
        <message>
            <source>%1: never sent</source>
            <translation>%1：从未发送</translation>
        </message>
        <message>
            <source>%1, %2 runs</source>
            <translation>%1，%2 次运行</translation>
        </message>
        <message>
            <source>A live connection cannot be run again. Open a scenario to see its randoms.</source>
            <translation>真实连接不能重新运行。打开一个场景，就能看到它的随机数。</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::RandomCard</name>
        <message>
            <source>Client</source>
            <translation>客户端</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>服务器</translation>
        </message>
        <message>
            <source>changed on the way</source>
            <translation>途中被改动</translation>
        </message>
        <message>
            <source>&lt;b&gt;%1&lt;/b&gt; is what the first four bytes read as gmt_unix_time. Many implementations fill them with random bytes, too, so it need not be anybody's clock.</source>
            <translation>前四个字节按 gmt_unix_time 读作 &lt;b&gt;%1&lt;/b&gt;。许多实现把这四个字节也填成随机数，所以它不一定是谁的时钟。</translation>
        </message>
        <message>
            <source>The challenge of a client_hello in the format of SSL 2.0 stands for the random: 32 bytes, filled up with zeros from the left where it is shorter.</source>
            <translation>SSL 2.0 格式的 client_hello 用 challenge 充当随机数：32 字节，不足时在左边补零。</translation>
        </message>
        <message>
            <source>32 opaque random bytes: TLS 1.3 keeps no time in them.</source>
            <translation>32 个不透明的随机字节：TLS 1.3 不在其中存放时间。</translation>
        </message>
        <message>
            <source>&lt;b&gt;Downgrade sentinel:&lt;/b&gt; the last eight bytes say that this server can do TLS 1.3 and was asked for less. A client that did offer TLS 1.3 ends the handshake here: somebody changed its hello.</source>
            <translation>&lt;b&gt;降级哨兵：&lt;/b&gt;最后八个字节表示该服务器支持 TLS 1.3，却被要求使用更低的版本。若客户端确实提议了 TLS 1.3，握手到此为止：有人改动了它的 client_hello。</translation>
        </message>
        <message>
            <source>&lt;b&gt;Downgrade sentinel:&lt;/b&gt; the last eight bytes say that this server can do TLS 1.2 or more and was asked for TLS 1.1 or less. A client that did offer more ends the handshake here.</source>
            <translation>&lt;b&gt;降级哨兵：&lt;/b&gt;最后八个字节表示该服务器支持 TLS 1.2 或更高版本，却被要求使用 TLS 1.1 或更低版本。若客户端确实提议了更高的版本，握手到此为止。</translation>
        </message>
        <message>
            <source>&lt;b&gt;Not random at all:&lt;/b&gt; this constant makes a server_hello a hello_retry_request. The server asks for another client_hello.</source>
            <translation>&lt;b&gt;这根本不是随机数：&lt;/b&gt;这个常量使 server_hello 成为 hello_retry_request，服务器要求再发一次 client_hello。</translation>
        </message>
        <message>
            <source>%1 (%2) is the client's: %3</source>
            <translation>%1（%2）就是客户端的那一个：%3</translation>
        </message>
        <message>
            <source>%1 (%2) goes with it: %3</source>
            <translation>与它同行的 %1（%2）：%3</translation>
        </message>
        <message>
            <source>client</source>
            <translation>客户端</translation>
        </message>
        <message>
            <source>server</source>
            <translation>服务器</translation>
        </message>
        <message>
            <source>check, </source>
            <translation>检查，</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>尚未发生</translation>
        </message>
        <message>
            <source>Nothing takes it by itself.</source>
            <translation>没有哪一步单独用到它。</translation>
        </message>
        <message>
            <source>Used by itself in %1</source>
            <translation>单独用于 %1</translation>
        </message>
        <message>
            <source>Within the transcript in %1</source>
            <translation>随握手消息一起求散列，用于 %1</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::RandomStrip</name>
        <message>
            <source>%1 of #%2</source>
            <translation>#%2 的 %1</translation>
        </message>
        <message>
            <source>Byte %1 is %2</source>
            <translation>字节 %1 为 %2</translation>
        </message>
        <message>
            <source>%1 opaque random bytes</source>
            <translation>%1 个不透明的随机字节</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::RandomsPage</name>
        <message>
            <source>Each hello brings random bytes, which make the keys of this connection like no other's. None has been sent yet.</source>
            <translation>每个 hello 都带来随机字节，使本次连接的密钥独一无二。目前还没有发送。</translation>
        </message>
        <message>
            <source>This recording has no hello.</source>
            <translation>这份记录里没有 hello。</translation>
        </message>
        <message>
            <source>→ Next: #%1 %2</source>
            <translation>→ 下一个：#%1 %2</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::RecentFiles</name>
        <message>
            <source>Forget these files</source>
            <translation>清除这些文件</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::RecordBytes</name>
        <message>
            <source>Bytes of the record, in clear and on the wire</source>
            <translation>记录的字节：明文与线上</translation>
        </message>
        <message>
            <source>Byte %1 is %2</source>
            <translation>字节 %1 的值为 %2</translation>
        </message>
        <message>
            <source>%1, before compression</source>
            <translation>%1（压缩前）</translation>
        </message>
        <message>
            <source>Before sealing, in clear</source>
            <translation>保护之前（明文）</translation>
        </message>
        <message>
            <source>On the wire</source>
            <translation>线上</translation>
        </message>
        <message>
            <source>%1, from byte %2, %3</source>
            <translation>%1，从第 %2 字节起，%3</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::RecordList</name>
        <message>
            <source>not yet</source>
            <translation>尚未发送</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>被拒收</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::RecordListModel</name>
        <message>
            <source>client → server</source>
            <translation>客户端 → 服务器</translation>
        </message>
        <message>
            <source>server → client</source>
            <translation>服务器 → 客户端</translation>
        </message>
        <message>
            <source>clear</source>
            <translation>明文</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>未知</translation>
        </message>
        <message>
            <source>Record %1</source>
            <translation>记录 %1</translation>
        </message>
        <message>
            <source>inside %1</source>
            <translation>内层类型 %1</translation>
        </message>
        <message>
            <source>epoch %1</source>
            <translation>epoch %1</translation>
        </message>
        <message>
            <source>sequence number %1</source>
            <translation>序列号 %1</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>被拒收</translation>
        </message>
        <message>
            <source>not sent yet</source>
            <translation>尚未发送</translation>
        </message>
        <message>
            <source>Direction</source>
            <translation>方向</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>Inside</source>
            <translation>内层类型</translation>
        </message>
        <message>
            <source>Epoch</source>
            <translation>Epoch</translation>
        </message>
        <message>
            <source>Seq.</source>
            <translation>序列号</translation>
        </message>
        <message>
            <source>Bytes</source>
            <translation>字节</translation>
        </message>
        <message>
            <source>Protection</source>
            <translation>保护方式</translation>
        </message>
        <message>
            <source>Sequence number: counted by both sides, never sent</source>
            <translation>序列号：双方各自计数，从不发送</translation>
        </message>
        <message>
            <source>The type that is sealed with the content (TLS 1.3)</source>
            <translation>与内容一起加密的类型（TLS 1.3）</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::Recordings</name>
        <message>
            <source>recording</source>
            <translation>记录</translation>
        </message>
        <message>
            <source>Unsaved recording</source>
            <translation>记录尚未保存</translation>
        </message>
        <message>
            <source>This connection was recorded and is not saved. It cannot be made again.</source>
            <translation>这个连接已经录下，但尚未保存，而且无法重现。</translation>
        </message>
        <message>
            <source>Save…</source>
            <translation>保存…</translation>
        </message>
        <message>
            <source>Do not save</source>
            <translation>不保存</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Unsaved recordings</source>
            <translation>有记录尚未保存</translation>
        </message>
        <message>
            <source>Connections that were recorded before and are not saved: %1</source>
            <translation>之前录下、尚未保存的连接：%1 个</translation>
        </message>
        <message>
            <source>Close without saving them</source>
            <translation>不保存，直接关闭</translation>
        </message>
        <message>
            <source>HelloDone ended unexpectedly while a recording of %1 was not saved.</source>
            <translation>HelloDone 上次意外退出，有一份 %1 的记录还没有保存。</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>恢复</translation>
        </message>
        <message>
            <source>Delete it</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Open a recording, a scenario or a capture</source>
            <translation>打开记录文件、场景或抓包文件</translation>
        </message>
        <message>
            <source>Recordings, scenarios, captures (*.json *.pcap *.pcapng *.cap *.gz);;All files (*)</source>
            <translation>记录文件、场景、抓包文件 (*.json *.pcap *.pcapng *.cap *.gz);;所有文件 (*)</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::RecordsInspector</name>
        <message>
            <source>Records</source>
            <translation>记录</translation>
        </message>
        <message>
            <source>All records</source>
            <translation>全部记录</translation>
        </message>
        <message>
            <source>The record to scale</source>
            <translation>按比例绘制的记录</translation>
        </message>
        <message>
            <source>Everything travels in records. Choose one to see its header, what it carries, and how it was sealed.</source>
            <translation>一切数据都装在记录里传输。选择一条记录，看看它的头部、它承载的内容，以及它是怎样被保护的。</translation>
        </message>
        <message>
            <source>1 record</source>
            <translation>1 条记录</translation>
        </message>
        <message>
            <source>%1 records</source>
            <translation>%1 条记录</translation>
        </message>
        <message>
            <source>→ Jump</source>
            <translation>→ 跳转</translation>
        </message>
        <message>
            <source>No record has been sent in this connection.</source>
            <translation>本次连接没有发送过任何记录。</translation>
        </message>
        <message>
            <source>Record %1 has not been sent yet.</source>
            <translation>记录 %1 尚未发送。</translation>
        </message>
        <message>
            <source>No record has been sent yet; the first carries client_hello.</source>
            <translation>尚未发送任何记录；第一条将承载 client_hello。</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::RunStatus</name>
        <message>
            <source>Progress of the experiment</source>
            <translation>实验进度</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Run again</source>
            <translation>再运行一次</translation>
        </message>
        <message>
            <source>%1 of %2 runs</source>
            <translation>已运行 %1 / %2 次</translation>
        </message>
        <message>
            <source>Stopped before the end: nothing is shown that was not measured.</source>
            <translation>提前停止：没有测到的，这里都不显示。</translation>
        </message>
        <message>
            <source>This cannot be run: %1. %2</source>
            <translation>无法运行：%1。%2</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::SaveDialog</name>
        <message>
            <source>Save the recording</source>
            <translation>保存记录文件</translation>
        </message>
        <message>
            <source>With secrets</source>
            <translation>包含机密值</translation>
        </message>
        <message>
            <source>A recording holds every message and record, byte by byte, and how everything was negotiated and checked. HelloDone opens it again.</source>
            <translation>记录文件逐字节保存每条消息和每个记录，以及协商和检查的全过程，可以用 HelloDone 重新打开。</translation>
        </message>
        <message>
            <source>The secrets of this recording were left out when it was saved: they cannot be saved again.</source>
            <translation>这份记录保存时略去了机密值，现在无法再补上。</translation>
        </message>
        <message>
            <source>With secrets it also holds the keys and the values that they came from, so that keys can be shown again. Whoever has the file can then read what was encrypted. Tick this for practice, not for a connection that matters.</source>
            <translation>包含机密值时，文件里还有密钥和它们的来源，以后可以再次显示密钥。但谁拿到这个文件，谁就能读出加密的内容。练习时可以勾选，重要的连接请不要勾选。</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>选择文件…</translation>
        </message>
        <message>
            <source>Recordings (*.json)</source>
            <translation>记录文件 (*.json)</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ScenarioList</name>
        <message>
            <source>Scenarios</source>
            <translation>场景</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ScenarioPicker</name>
        <message>
            <source>Scenario</source>
            <translation>场景</translation>
        </message>
        <message>
            <source>Choose a scenario</source>
            <translation>选择场景</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::Scrubber</name>
        <message>
            <source>Playhead</source>
            <translation>播放位置</translation>
        </message>
        <message>
            <source>before the first message</source>
            <translation>第一条消息之前</translation>
        </message>
        <message>
            <source>%1 of %2, %3</source>
            <translation>第 %1 条，共 %2 条，%3</translation>
        </message>
        <message>
            <source>Flight %1</source>
            <translation>第 %1 组</translation>
        </message>
        <message>
            <source>keys live</source>
            <translation>密钥可用</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::SealingText</name>
        <message>
            <source>How the record was sealed</source>
            <translation>这条记录是怎样被保护的</translation>
        </message>
        <message>
            <source>It carries nothing that became a message.</source>
            <translation>它承载的内容没有成为任何消息。</translation>
        </message>
        <message>
            <source>Carries</source>
            <translation>承载</translation>
        </message>
        <message>
            <source>Its receiver has not looked at it yet.</source>
            <translation>接收方还没有检查它。</translation>
        </message>
        <message>
            <source>accepted by the client</source>
            <translation>客户端接受</translation>
        </message>
        <message>
            <source>accepted by the server</source>
            <translation>服务器接受</translation>
        </message>
        <message>
            <source>refused by the client</source>
            <translation>客户端拒收</translation>
        </message>
        <message>
            <source>refused by the server</source>
            <translation>服务器拒收</translation>
        </message>
        <message>
            <source>Expected: %1</source>
            <translation>期望：%1</translation>
        </message>
        <message>
            <source>Found: %1</source>
            <translation>实际：%1</translation>
        </message>
        <message>
            <source>&lt;b&gt;In clear.&lt;/b&gt; Nobody seals anything before there are keys: everyone on the way can read and change this record.</source>
            <translation>&lt;b&gt;明文。&lt;/b&gt;有密钥之前不做任何保护：途中的任何人都能读取和改动这条记录。</translation>
        </message>
        <message>
            <source>&lt;b&gt;A MAC, and no cipher.&lt;/b&gt; Everyone can read it, and nobody can change it unnoticed.</source>
            <translation>&lt;b&gt;只有 MAC，不加密。&lt;/b&gt;人人都能读，但改动必被发现。</translation>
        </message>
        <message>
            <source>&lt;b&gt;MAC, then encrypt.&lt;/b&gt; The MAC is computed over what is in clear and encrypted with it; the receiver has to decrypt before it can check anything.</source>
            <translation>&lt;b&gt;先 MAC，后加密。&lt;/b&gt;对明文计算 MAC，再一起加密；接收方必须先解密，才能检查。</translation>
        </message>
        <message>
            <source>&lt;b&gt;Encrypt, then MAC.&lt;/b&gt; The MAC is computed over the ciphertext; the receiver checks it before it decrypts a single byte.</source>
            <translation>&lt;b&gt;先加密，后 MAC。&lt;/b&gt;对密文计算 MAC；接收方先检查 MAC，之后才解密。</translation>
        </message>
        <message>
            <source>&lt;b&gt;AEAD.&lt;/b&gt; One operation encrypts the content and seals it together with the additional data.</source>
            <translation>&lt;b&gt;AEAD。&lt;/b&gt;一次运算既加密内容，又把内容连同附加数据一起认证。</translation>
        </message>
        <message>
            <source>&lt;b&gt;AEAD, the type inside.&lt;/b&gt; The content, its type and padding are sealed as one; the header says application_data, whatever is in it.</source>
            <translation>&lt;b&gt;AEAD，类型在内层。&lt;/b&gt;内容、真实类型和填充作为整体加密；无论里面是什么，头部都写 application_data。</translation>
        </message>
        <message>
            <source>&lt;b&gt;Sealed.&lt;/b&gt; With which cipher is not known here.</source>
            <translation>&lt;b&gt;已加密。&lt;/b&gt;这里无从得知用的是哪种密码。</translation>
        </message>
        <message>
            <source>What is inside is not shown: it did not open.</source>
            <translation>内容无法显示：这条记录没能解开。</translation>
        </message>
        <message>
            <source>Whoever recorded this had no key for it. What can be told is the type and the length in the header, that at most %1 are inside, and when it was sent.</source>
            <translation>记录者没有它的密钥。能说的只有：头部里的类型和长度，里面最多有 %1，以及它是何时发送的。</translation>
        </message>
        <message>
            <source>Compress the content, going on from the records before.</source>
            <translation>压缩内容，压缩状态沿用之前的记录。</translation>
        </message>
        <message>
            <source>Put the true type behind the content, and zeros behind that to hide the length.</source>
            <translation>在内容之后附上真实类型，再附上若干个零以隐藏长度。</translation>
        </message>
        <message>
            <source>Fill up the last block.</source>
            <translation>把最后一个分组填满。</translation>
        </message>
        <message>
            <source>What is protected and not encrypted: the header.</source>
            <translation>受保护但不加密的部分：头部。</translation>
        </message>
        <message>
            <source>What is protected and not encrypted: the number of the record, and the header of the content.</source>
            <translation>受保护但不加密的部分：记录的序列号，以及内容的头部。</translation>
        </message>
        <message>
            <source>Compute the MAC.</source>
            <translation>计算 MAC。</translation>
        </message>
        <message>
            <source>Draw a fresh IV; it travels before the ciphertext.</source>
            <translation>抽取全新的 IV；它放在密文之前一同发送。</translation>
        </message>
        <message>
            <source>The first record takes its IV from the key block.</source>
            <translation>第一条记录的 IV 取自 key_block。</translation>
        </message>
        <message>
            <source>The IV is the end of the record before, which everyone has seen (BEAST).</source>
            <translation>IV 就是上一条记录的末尾，人人都已看到（BEAST 攻击）。</translation>
        </message>
        <message>
            <source>Make the nonce of a secret part and one that travels along.</source>
            <translation>由秘密部分和随记录发送的部分拼成 nonce。</translation>
        </message>
        <message>
            <source>Make the nonce of the IV and the number of the record; none of it travels.</source>
            <translation>由 IV 和记录的序列号算出 nonce；它完全不发送。</translation>
        </message>
        <message>
            <source>Encrypt.</source>
            <translation>加密。</translation>
        </message>
        <message>
            <source>Encrypt and compute the tag in one.</source>
            <translation>加密，同时计算认证标签。</translation>
        </message>
        <message>
            <source>Put the header before it.</source>
            <translation>在前面加上头部。</translation>
        </message>
        <message>
            <source>→ record %1</source>
            <translation>→ 记录 %1</translation>
        </message>
        <message>
            <source>Also in it</source>
            <translation>其他部分</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::SecurityInspector</name>
        <message>
            <source>Security</source>
            <translation>安全</translation>
        </message>
        <message>
            <source>Properties</source>
            <translation>属性</translation>
        </message>
        <message>
            <source>What is protected from whom</source>
            <translation>什么受到保护，防的是谁</translation>
        </message>
        <message>
            <source>Who knows what</source>
            <translation>谁知道什么</translation>
        </message>
        <message>
            <source>Secrets, and who knows them now</source>
            <translation>秘密，以及现在谁知道</translation>
        </message>
        <message>
            <source>If a key leaks</source>
            <translation>若密钥泄露</translation>
        </message>
        <message>
            <source>What somebody could read later who records everything now</source>
            <translation>现在录下一切的人，日后能读到什么</translation>
        </message>
        <message>
            <source>What is shown of the security</source>
            <translation>显示安全的哪一面</translation>
        </message>
        <message>
            <source>Nothing is protected yet. Each step of the handshake changes that.</source>
            <translation>目前还没有任何保护。握手每走一步，都会改变这一点。</translation>
        </message>
        <message>
            <source>→ To the end</source>
            <translation>→ 跳到末尾</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::SecurityMatrix</name>
        <message>
            <source>tells nothing</source>
            <translation>不作说明</translation>
        </message>
        <message>
            <source>%1, %2: %3. %4</source>
            <comment>property, who looks, word, reason</comment>
            <translation>%1，%2：%3。%4</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::SecurityWords</name>
        <message>
            <source>Client</source>
            <translation>客户端</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>服务器</translation>
        </message>
        <message>
            <source>Eavesdropper</source>
            <translation>窃听者</translation>
        </message>
        <message>
            <source>Attacker</source>
            <translation>攻击者</translation>
        </message>
        <message>
            <source>Confidentiality</source>
            <translation>保密性</translation>
        </message>
        <message>
            <source>Integrity</source>
            <translation>完整性</translation>
        </message>
        <message>
            <source>Server authentication</source>
            <translation>服务器认证</translation>
        </message>
        <message>
            <source>Client authentication</source>
            <translation>客户端认证</translation>
        </message>
        <message>
            <source>Forward secrecy</source>
            <translation>前向保密</translation>
        </message>
        <message>
            <source>only listens</source>
            <translation>只听不改</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>尚未</translation>
        </message>
        <message>
            <source>pending</source>
            <translation>待确认</translation>
        </message>
        <message>
            <source>established</source>
            <translation>已确立</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>none</source>
            <comment>security property that this handshake does not aim at</comment>
            <translation>不提供</translation>
        </message>
        <message>
            <source>weak</source>
            <comment>security property that there is a known way around</comment>
            <translation>薄弱</translation>
        </message>
        <message>
            <source>reads all</source>
            <comment>somebody on the wire</comment>
            <translation>全部可读</translation>
        </message>
        <message>
            <source>could still read</source>
            <comment>somebody on the wire</comment>
            <translation>还可能读到</translation>
        </message>
        <message>
            <source>shut out</source>
            <comment>somebody on the wire</comment>
            <translation>无从读取</translation>
        </message>
        <message>
            <source>it is over</source>
            <comment>the connection failed</comment>
            <translation>已告终</translation>
        </message>
        <message>
            <source>has a way in</source>
            <comment>somebody on the wire</comment>
            <translation>有办法读</translation>
        </message>
        <message>
            <source>can change all</source>
            <comment>somebody in between</comment>
            <translation>可任意改</translation>
        </message>
        <message>
            <source>until finished</source>
            <comment>somebody in between can change things</comment>
            <translation>可改到 finished</translation>
        </message>
        <message>
            <source>is noticed</source>
            <comment>somebody in between who changes things</comment>
            <translation>会被发现</translation>
        </message>
        <message>
            <source>was noticed</source>
            <comment>somebody who changed things</comment>
            <translation>已被发现</translation>
        </message>
        <message>
            <source>went unnoticed</source>
            <comment>somebody who changed things</comment>
            <translation>未被发现</translation>
        </message>
        <message>
            <source>has a way</source>
            <comment>somebody in between, to change things</comment>
            <translation>有办法改</translation>
        </message>
        <message>
            <source>could be him</source>
            <comment>the party that is seen</comment>
            <translation>可能是他</translation>
        </message>
        <message>
            <source>could still be him</source>
            <comment>the party that is seen</comment>
            <translation>仍可能是他</translation>
        </message>
        <message>
            <source>cannot pose</source>
            <comment>somebody in between, as a party</comment>
            <translation>无法冒充</translation>
        </message>
        <message>
            <source>nobody proves it</source>
            <comment>who a party is</comment>
            <translation>无人证明</translation>
        </message>
        <message>
            <source>has a way</source>
            <comment>somebody in between, to pose as a party</comment>
            <translation>有办法冒充</translation>
        </message>
        <message>
            <source>shut out for good</source>
            <comment>somebody who gets a key later</comment>
            <translation>永远读不到</translation>
        </message>
        <message>
            <source>reads it later</source>
            <comment>somebody who gets a key later</comment>
            <translation>日后可读</translation>
        </message>
        <message>
            <source>perhaps later</source>
            <comment>somebody who gets a key later reads it</comment>
            <translation>也许日后可读</translation>
        </message>
        <message>
            <source>Private keys</source>
            <translation>私钥</translation>
        </message>
        <message>
            <source>From before this connection</source>
            <translation>连接之前就有的</translation>
        </message>
        <message>
            <source>One-time private values</source>
            <translation>一次性私有值</translation>
        </message>
        <message>
            <source>Secrets</source>
            <translation>秘密</translation>
        </message>
        <message>
            <source>Keys of the records</source>
            <translation>记录的密钥</translation>
        </message>
        <message>
            <source>What was said</source>
            <translation>说过的内容</translation>
        </message>
        <message>
            <source>What was changed on the way</source>
            <translation>途中被改动的</translation>
        </message>
        <message>
            <source>in clear</source>
            <comment>message</comment>
            <translation>明文</translation>
        </message>
        <message>
            <source>opened</source>
            <comment>message</comment>
            <translation>已打开</translation>
        </message>
        <message>
            <source>sealed</source>
            <comment>message</comment>
            <translation>封存</translation>
        </message>
        <message>
            <source>Private key</source>
            <translation>私钥</translation>
        </message>
        <message>
            <source>Ticket keys</source>
            <translation>票据密钥</translation>
        </message>
        <message>
            <source>Pre-shared key</source>
            <translation>预共享密钥</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ServeDialog</name>
        <message>
            <source>Serve: see what a client sends</source>
            <translation>充当服务器：看看客户端发来什么</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>端口</translation>
        </message>
        <message>
            <source>0 takes one that is free</source>
            <translation>0 表示任选一个空闲端口</translation>
        </message>
        <message>
            <source>Reachable from the network</source>
            <translation>可从网络访问</translation>
        </message>
        <message>
            <source>Everybody in your network will be able to connect to this program, whose keys are public and whose answers are for teaching. Do so only in a network that you trust, and stop when you are done. Without this, only programs on this computer can connect.</source>
            <translation>你所在网络中的任何人都将能够连接本程序，而它的密钥是公开的，它的回答只供教学。请只在可以信任的网络中这样做，用完就停止。不选此项时，只有本机上的程序能够连接。</translation>
        </message>
        <message>
            <source>I understand: let the network in</source>
            <translation>我明白：允许网络访问</translation>
        </message>
        <message>
            <source>Answer with</source>
            <translation>回答</translation>
        </message>
        <message>
            <source>a page about the very handshake</source>
            <translation>一张介绍这次握手的网页</translation>
        </message>
        <message>
            <source>what was sent, as it came</source>
            <translation>原样送回收到的内容</translation>
        </message>
        <message>
            <source>nothing: only shake hands</source>
            <translation>什么也不答：只握手</translation>
        </message>
        <message>
            <source>Certificate</source>
            <translation>证书</translation>
        </message>
        <message>
            <source>of the demonstration CA</source>
            <translation>由演示用 CA 签发</translation>
        </message>
        <message>
            <source>from files</source>
            <translation>来自文件</translation>
        </message>
        <message>
            <source>Save the CA&apos;s certificate…</source>
            <translation>保存 CA 证书…</translation>
        </message>
        <message>
            <source>For a client that shall trust it: curl --cacert FILE, openssl s_client -CAfile FILE</source>
            <translation>供应当信任它的客户端使用：curl --cacert FILE，openssl s_client -CAfile FILE</translation>
        </message>
        <message>
            <source>Certificate and chain</source>
            <translation>证书与证书链</translation>
        </message>
        <message>
            <source>Private key</source>
            <translation>私钥</translation>
        </message>
        <message>
            <source>Client&apos;s certificate</source>
            <translation>客户端证书</translation>
        </message>
        <message>
            <source>is not asked for</source>
            <translation>不索取</translation>
        </message>
        <message>
            <source>is requested</source>
            <translation>请求提供</translation>
        </message>
        <message>
            <source>is required</source>
            <translation>必须提供</translation>
        </message>
        <message>
            <source>Listen</source>
            <translation>开始监听</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ShortcutsDialog</name>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>键盘快捷键</translation>
        </message>
        <message>
            <source>Arrow keys, Home, End and Space act in the diagram; lists and trees keep theirs.</source>
            <translation>方向键、Home、End 和空格键在时序图中起作用；列表和树保留各自的用法。</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::StateText</name>
        <message>
            <source> or </source>
            <comment>between two conditions</comment>
            <translation>，或</translation>
        </message>
        <message>
            <source>Nothing may come any more.</source>
            <translation>不会再有任何消息。</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>message, its condition</comment>
            <translation>%1，%2</translation>
        </message>
        <message>
            <source>Waits for nothing: the party goes on at once.</source>
            <translation>什么也不等：这一方立即继续。</translation>
        </message>
        <message>
            <source>May come next:</source>
            <translation>接下来可能收到：</translation>
        </message>
        <message>
            <source>Anything else ends in unexpected_message; an alert may come at any time.</source>
            <translation>收到别的就以 unexpected_message 告终；告警随时可能到来。</translation>
        </message>
        <message>
            <source>Nothing is known of it</source>
            <translation>对它一无所知</translation>
        </message>
        <message>
            <source>This party is a peer that tells nothing: its states are not part of this recording.</source>
            <translation>这一方是不作说明的对端：它的状态不在这份记录之内。</translation>
        </message>
        <message>
            <source>is where the party is now</source>
            <translation>是这一方现在的状态</translation>
        </message>
        <message>
            <source>It began in the machine of %1, because its hello offered both. The answer was in an older version: then this machine took over. %2</source>
            <translation>它从 %1 的状态机开始，因为 hello 同时提供了两者。对方以较旧的版本应答，于是由这个状态机接手。%2</translation>
        </message>
        <message>
            <source>→ that moment</source>
            <translation>→ 那一刻</translation>
        </message>
        <message>
            <source>Not in this connection.</source>
            <translation>这次连接没有走到这里。</translation>
        </message>
        <message>
            <source>Not yet. %1</source>
            <translation>尚未。%1</translation>
        </message>
        <message>
            <source>→ to the moment</source>
            <translation>→ 跳到那一刻</translation>
        </message>
        <message>
            <source>Taken in this connection: %1</source>
            <translation>这次连接走过：%1</translation>
        </message>
        <message>
            <source>after message #%1</source>
            <translation>在消息 #%1 之后</translation>
        </message>
        <message>
            <source>At once, by sending something</source>
            <translation>立即，并发送消息</translation>
        </message>
        <message>
            <source>At once, without sending anything</source>
            <translation>立即，不发送任何内容</translation>
        </message>
        <message>
            <source>When the party decides so: %1</source>
            <translation>由这一方自行决定：%1</translation>
        </message>
        <message>
            <source>On %1</source>
            <translation>收到 %1</translation>
        </message>
        <message>
            <source>Without %1: %2</source>
            <translation>没有 %1：%2</translation>
        </message>
        <message>
            <source>%1 → %2</source>
            <comment>from a state to another</comment>
            <translation>%1 → %2</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::StatesInspector</name>
        <message>
            <source>Client</source>
            <translation>客户端</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>服务器</translation>
        </message>
        <message>
            <source>State machines</source>
            <translation>状态机</translation>
        </message>
        <message>
            <source>filled: now · thick: taken · thin: possible</source>
            <translation>填充：当前 · 粗线：已走 · 细线：可走</translation>
        </message>
        <message>
            <source>The state machine of the client</source>
            <translation>客户端的状态机</translation>
        </message>
        <message>
            <source>The state machine of the server</source>
            <translation>服务器的状态机</translation>
        </message>
        <message>
            <source>Party whose state machine is shown</source>
            <translation>显示哪一方的状态机</translation>
        </message>
        <message>
            <source>Nothing has happened yet: both parties are about to start. Each message moves them on.</source>
            <translation>什么也还没有发生：双方即将开始。每条消息都会推动它们前进。</translation>
        </message>
        <message>
            <source>→ First message</source>
            <translation>→ 第一条消息</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::StepDetail</name>
        <message>
            <source>Inputs</source>
            <translation>输入</translation>
        </message>
        <message>
            <source>Formula</source>
            <translation>公式</translation>
        </message>
        <message>
            <source>✓ passed</source>
            <translation>✓ 通过</translation>
        </message>
        <message>
            <source>✕ failed</source>
            <translation>✕ 失败</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>预期</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>实际</translation>
        </message>
        <message>
            <source>Alert</source>
            <translation>告警</translation>
        </message>
        <message>
            <source>offered</source>
            <translation>已提议</translation>
        </message>
        <message>
            <source>supported</source>
            <translation>受支持</translation>
        </message>
        <message>
            <source>usable</source>
            <translation>可用</translation>
        </message>
        <message>
            <source>chosen</source>
            <translation>选定</translation>
        </message>
        <message>
            <source>✕ nothing was possible</source>
            <translation>✕ 没有可行的选项</translation>
        </message>
        <message>
            <source>not sent</source>
            <translation>未发送</translation>
        </message>
        <message>
            <source>Because of</source>
            <translation>起因</translation>
        </message>
        <message>
            <source>Keys to send with</source>
            <translation>发送用密钥</translation>
        </message>
        <message>
            <source>Keys to receive with</source>
            <translation>接收用密钥</translation>
        </message>
        <message>
            <source>From here on, epoch %1.</source>
            <translation>从此进入第 %1 纪元。</translation>
        </message>
        <message>
            <source>and %1 more</source>
            <translation>及另外 %1</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1：%2</translation>
        </message>
        <message>
            <source>= the client has the same</source>
            <translation>= 与客户端的值相同</translation>
        </message>
        <message>
            <source>≠ the client has another</source>
            <translation>≠ 与客户端的值不同</translation>
        </message>
        <message>
            <source>= the server has the same</source>
            <translation>= 与服务器的值相同</translation>
        </message>
        <message>
            <source>≠ the server has another</source>
            <translation>≠ 与服务器的值不同</translation>
        </message>
        <message>
            <source>client_hello without binders: %1</source>
            <translation>去掉绑定值的 client_hello：%1</translation>
        </message>
        <message>
            <source>%1 between</source>
            <translation>中间 %1</translation>
        </message>
        <message>
            <source>hidden; the eye in Keys shows it</source>
            <translation>已隐藏；点“密钥”中的眼睛图标可显示</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::StepModel</name>
        <message>
            <source>Party</source>
            <translation>一方</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>前进一步</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>对象</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>客户端</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>服务器</translation>
        </message>
        <message>
            <source>sends</source>
            <translation>发送</translation>
        </message>
        <message>
            <source>receives</source>
            <translation>接收</translation>
        </message>
        <message>
            <source>seals</source>
            <translation>封装</translation>
        </message>
        <message>
            <source>opens</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>draws</source>
            <translation>随机产生</translation>
        </message>
        <message>
            <source>computes</source>
            <translation>计算</translation>
        </message>
        <message>
            <source>checks</source>
            <translation>检查</translation>
        </message>
        <message>
            <source>decides</source>
            <translation>决定</translation>
        </message>
        <message>
            <source>leaves out</source>
            <translation>省略</translation>
        </message>
        <message>
            <source>enters</source>
            <translation>进入</translation>
        </message>
        <message>
            <source>installs</source>
            <translation>启用</translation>
        </message>
        <message>
            <source>keys to send with</source>
            <translation>发送用密钥</translation>
        </message>
        <message>
            <source>keys to receive with</source>
            <translation>接收用密钥</translation>
        </message>
        <message>
            <source>passed</source>
            <translation>通过</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>nothing possible</source>
            <translation>无可行选项</translation>
        </message>
        <message>
            <source>epoch %1</source>
            <translation>第 %1 纪元</translation>
        </message>
        <message>
            <source>knows</source>
            <translation>事先已知</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::StepsPane</name>
        <message>
            <source>Steps</source>
            <translation>步骤</translation>
        </message>
        <message>
            <source>Step in detail</source>
            <translation>步骤详情</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::SuiteCard</name>
        <message>
            <source>→ at work in %1</source>
            <translation>→ 用在 %1</translation>
        </message>
        <message>
            <source>→ will be at work in %1, not yet</source>
            <translation>→ 将用在 %1，尚未发生</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::SuitePage</name>
        <message>
            <source>%1 (chosen)</source>
            <translation>%1（选中）</translation>
        </message>
        <message>
            <source>Cipher suite</source>
            <translation>密码套件</translation>
        </message>
        <message>
            <source>Here the name of the cipher suite will be taken apart. Nothing has been offered yet.</source>
            <translation>密码套件的名字将在这里拆开来看。目前还没有提议任何套件。</translation>
        </message>
        <message>
            <source>→ Jump to the offer</source>
            <translation>→ 跳到提议之时</translation>
        </message>
        <message>
            <source>Chosen in #%1 %2.</source>
            <translation>在 #%1 %2 中选定。</translation>
        </message>
        <message>
            <source>Offered in %1, and not chosen.</source>
            <translation>由 %1 提议，未被选中。</translation>
        </message>
        <message>
            <source>Offered in %1. Nothing has been chosen yet.</source>
            <translation>由 %1 提议。目前尚未选定。</translation>
        </message>
        <message>
            <source>It is no suite but a signal to the server, and never chosen.</source>
            <translation>它不是套件，而是给服务器的信号，永远不会被选中。</translation>
        </message>
        <message>
            <source>This program knows it by name alone, so sizes and status are left out.</source>
            <translation>本程序只知其名，故不列长度和评价。</translation>
        </message>
        <message>
            <source>It is not in the registry of this program.</source>
            <translation>它不在本程序的登记表中。</translation>
        </message>
        <message>
            <source>Each direction gets from the key schedule</source>
            <translation>每个方向从密钥派生中得到</translation>
        </message>
        <message>
            <source>A record of it, on the wire</source>
            <translation>线路上的一条记录</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::SuiteRemark</name>
        <message>
            <source>%1 since %2</source>
            <translation>%1（自 %2 年）</translation>
        </message>
        <message>
            <source>%1: ruled out in %2</source>
            <translation>%1：%2 年起禁用</translation>
        </message>
        <message>
            <source>%1: discouraged in %2</source>
            <translation>%1：%2 年起不建议使用</translation>
        </message>
        <message>
            <source>%1: %2, %3</source>
            <translation>%1：%2，%3 年</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::SuiteWords</name>
        <message>
            <source>key exchange</source>
            <translation>密钥交换</translation>
        </message>
        <message>
            <source>authentication</source>
            <translation>认证</translation>
        </message>
        <message>
            <source>key exchange and authentication</source>
            <translation>密钥交换与认证</translation>
        </message>
        <message>
            <source>export</source>
            <translation>出口</translation>
        </message>
        <message>
            <source>cipher</source>
            <translation>加密算法</translation>
        </message>
        <message>
            <source>mode</source>
            <translation>模式</translation>
        </message>
        <message>
            <source>tag</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>hash</source>
            <translation>散列</translation>
        </message>
        <message>
            <source>Recommended</source>
            <translation>推荐</translation>
        </message>
        <message>
            <source>Legacy</source>
            <translation>陈旧</translation>
        </message>
        <message>
            <source>Broken</source>
            <translation>已破</translation>
        </message>
        <message>
            <source>Export strength</source>
            <translation>出口强度</translation>
        </message>
        <message>
            <source>at most 512 bits</source>
            <translation>不超过 512 位</translation>
        </message>
        <message>
            <source>The key exchange is held down to 512 bits and the cipher to 40 secret ones.</source>
            <translation>密钥交换被压到 512 位，加密算法只剩 40 位秘密密钥。</translation>
        </message>
        <message>
            <source>Short tag</source>
            <translation>短标签</translation>
        </message>
        <message>
            <source>Each record's tag is cut to this length.</source>
            <translation>每条记录的标签都截到这个长度。</translation>
        </message>
        <message>
            <source>One-time Diffie-Hellman on a curve</source>
            <translation>椭圆曲线上的一次性 Diffie-Hellman</translation>
        </message>
        <message>
            <source>One-time Diffie-Hellman</source>
            <translation>一次性 Diffie-Hellman</translation>
        </message>
        <message>
            <source>by the group</source>
            <translation>由群决定</translation>
        </message>
        <message>
            <source>Each side makes a value for this connection alone, and both compute one secret from the two. Forgotten afterwards: forward secrecy.</source>
            <translation>双方各造一个只用于本次连接的值，再由两个值算出同一个秘密。用后即弃，因此具备前向保密。</translation>
        </message>
        <message>
            <source>Nobody</source>
            <translation>无</translation>
        </message>
        <message>
            <source>No certificate and no signature: nobody proves who he is.</source>
            <translation>没有证书也没有签名：谁都不证明自己的身份。</translation>
        </message>
        <message>
            <source>Pre-shared key</source>
            <translation>预共享密钥</translation>
        </message>
        <message>
            <source>Both know a key beforehand; whoever can use it is the right one.</source>
            <translation>双方事先都知道一把密钥；能用它的就是对的人。</translation>
        </message>
        <message>
            <source>RSA signature</source>
            <translation>RSA 签名</translation>
        </message>
        <message>
            <source>DSA signature</source>
            <translation>DSA 签名</translation>
        </message>
        <message>
            <source>ECDSA or EdDSA signature</source>
            <translation>ECDSA 或 EdDSA 签名</translation>
        </message>
        <message>
            <source>ECDSA signature</source>
            <translation>ECDSA 签名</translation>
        </message>
        <message>
            <source>by the certificate</source>
            <translation>由证书决定</translation>
        </message>
        <message>
            <source>The key in the server's certificate signs its one-time value, with both randoms.</source>
            <translation>服务器证书中的密钥对它的一次性值连同双方随机数签名。</translation>
        </message>
        <message>
            <source>A key that both know goes into the secret, too.</source>
            <translation>双方都知道的一把密钥也混入秘密之中。</translation>
        </message>
        <message>
            <source>Both know a key beforehand: the secret is made of it, and whoever can use it is the right one.</source>
            <translation>双方事先都知道一把密钥：秘密由它而来，能用它的就是对的人。</translation>
        </message>
        <message>
            <source>RSA key transport</source>
            <translation>RSA 密钥传输</translation>
        </message>
        <message>
            <source>The client encrypts the secret to a temporary RSA key, which the certificate's key signs.</source>
            <translation>客户端用一把临时 RSA 公钥加密秘密，这把公钥由证书密钥签名。</translation>
        </message>
        <message>
            <source>The client encrypts the secret to the RSA key in the server's certificate. Only its owner can read it, and so proves who he is.</source>
            <translation>客户端用服务器证书中的 RSA 公钥加密秘密。只有私钥的主人能读出它，由此证明身份。</translation>
        </message>
        <message>
            <source>%1-bit key</source>
            <translation>%1 位密钥</translation>
        </message>
        <message>
            <source>No cipher</source>
            <translation>不加密</translation>
        </message>
        <message>
            <source>no key</source>
            <translation>无密钥</translation>
        </message>
        <message>
            <source>Records travel in clear.</source>
            <translation>记录以明文传送。</translation>
        </message>
        <message>
            <source>%1, a stream cipher</source>
            <translation>%1，流密码</translation>
        </message>
        <message>
            <source>Its key stream is combined with the content byte by byte.</source>
            <translation>密钥流与内容逐字节结合。</translation>
        </message>
        <message>
            <source>%1, a block cipher</source>
            <translation>%1，分组密码</translation>
        </message>
        <message>
            <source>It turns blocks of %1 into others of the same size.</source>
            <translation>把每 %1一组的数据变成同样长的另一组。</translation>
        </message>
        <message>
            <source>The first IV comes from the key schedule; each record goes on from the last block of the one before.</source>
            <translation>首个 IV 来自密钥派生；之后每条记录接着上一条的最后一个分组。</translation>
        </message>
        <message>
            <source>Each record brings an IV of its own.</source>
            <translation>每条记录自带 IV。</translation>
        </message>
        <message>
            <source>Nonce: %1 from the key schedule and %2 with each record.</source>
            <translation>nonce：%1来自密钥派生，%2随每条记录传送。</translation>
        </message>
        <message>
            <source>Nonce: %1 from the key schedule, combined with the sequence number.</source>
            <translation>nonce：密钥派生给出的 %1与序列号结合而成。</translation>
        </message>
        <message>
            <source>%1-byte tag</source>
            <translation>%1 字节标签</translation>
        </message>
        <message>
            <source>Cipher block chaining</source>
            <translation>密码分组链接</translation>
        </message>
        <message>
            <source>%1-byte IV</source>
            <translation>%1 字节 IV</translation>
        </message>
        <message>
            <source>Each block is mixed with the one before.</source>
            <translation>每个分组都与前一个混合。</translation>
        </message>
        <message>
            <source>Galois/counter mode, AEAD</source>
            <translation>伽罗瓦/计数器模式，AEAD</translation>
        </message>
        <message>
            <source>Counter with CBC-MAC, AEAD</source>
            <translation>计数器加 CBC-MAC，AEAD</translation>
        </message>
        <message>
            <source>Poly1305 authenticator, AEAD</source>
            <translation>Poly1305 认证器，AEAD</translation>
        </message>
        <message>
            <source>It encrypts and authenticates in one step: no MAC besides it.</source>
            <translation>加密与认证一步完成：不再另设 MAC。</translation>
        </message>
        <message>
            <source>MAC of SSL 3.0 with %1</source>
            <translation>SSL 3.0 的 MAC，用 %1</translation>
        </message>
        <message>
            <source>Each record is authenticated with a key of its own direction; key and MAC have this length.</source>
            <translation>每条记录都用本方向的密钥认证；密钥和 MAC 都是这个长度。</translation>
        </message>
        <message>
            <source>RFC 9155 ends SHA-1 in signatures, not here: HMAC still holds with it.</source>
            <translation>RFC 9155 废止的是签名中的 SHA-1，不是这里：HMAC-SHA-1 至今未破。</translation>
        </message>
        <message>
            <source>All secrets are derived with it, and the transcript is hashed with it.</source>
            <translation>所有秘密都用它派生，握手消息也用它求散列。</translation>
        </message>
        <message>
            <source>PRF</source>
            <translation>PRF</translation>
        </message>
        <message>
            <source>PRF with %1</source>
            <translation>用 %1 的 PRF</translation>
        </message>
        <message>
            <source>MD5 over SHA-1</source>
            <translation>MD5 套 SHA-1</translation>
        </message>
        <message>
            <source>PRF of HMAC-MD5 and HMAC-SHA-1</source>
            <translation>HMAC-MD5 与 HMAC-SHA-1 合成的 PRF</translation>
        </message>
        <message>
            <source>Master secret, key block and finished are computed with it.</source>
            <translation>主密钥、密钥块和 finished 都用它计算。</translation>
        </message>
        <message>
            <source>negotiated apart</source>
            <translation>另行协商</translation>
        </message>
        <message>
            <source>In supported_groups and key_share, or with a pre-shared key.</source>
            <translation>通过 supported_groups 和 key_share，或预共享密钥。</translation>
        </message>
        <message>
            <source>In signature_algorithms and the certificate, or with a pre-shared key.</source>
            <translation>通过 signature_algorithms 和证书，或预共享密钥。</translation>
        </message>
        <message>
            <source>The name does not say so: it is what TLS 1.2 sets for all others.</source>
            <translation>名字里没有写：这是 TLS 1.2 给其余套件的规定。</translation>
        </message>
        <message>
            <source>key</source>
            <translation>密钥</translation>
        </message>
        <message>
            <source>MAC key</source>
            <translation>MAC 密钥</translation>
        </message>
        <message>
            <source>IV</source>
            <translation>IV</translation>
        </message>
        <message>
            <source>header</source>
            <translation>记录头</translation>
        </message>
        <message>
            <source>explicit nonce</source>
            <translation>显式 nonce</translation>
        </message>
        <message>
            <source>content in clear</source>
            <translation>明文内容</translation>
        </message>
        <message>
            <source>ciphertext</source>
            <translation>密文</translation>
        </message>
        <message>
            <source>padding</source>
            <translation>填充</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ToolBar</name>
        <message>
            <source>deterministic, seed %1</source>
            <translation>确定性运行，种子 %1</translation>
        </message>
        <message>
            <source>This run repeats to the byte: its random values come from the seed, not from the system.</source>
            <translation>本次运行可逐字节重现：随机值来自种子，而不是系统。</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::TranscriptInspector</name>
        <message>
            <source>Transcript</source>
            <translation>握手全文</translation>
        </message>
        <message>
            <source>Messages and their hash</source>
            <translation>各消息及其散列值</translation>
        </message>
        <message>
            <source>What takes this hash</source>
            <translation>哪些计算用到这个散列值</translation>
        </message>
        <message>
            <source>Handshake %1 of %2</source>
            <translation>第 %1 次握手，共 %2 次</translation>
        </message>
        <message>
            <source>≠ client and server differ</source>
            <translation>≠ 客户端与服务器不一致</translation>
        </message>
        <message>
            <source>Nothing has been sent yet. Here you will see which messages both sides hash, and what they prove with it.</source>
            <translation>还没有发送任何内容。这里将显示双方把哪些消息计入散列，并用它证明什么。</translation>
        </message>
        <message>
            <source>The two agreed on no cipher suite, so that there is no hash: these are the messages that it would have been of.</source>
            <translation>双方没有商定密码套件，因此没有散列算法：下面是本应计入的消息。</translation>
        </message>
        <message>
            <source>Each message on the line is hashed with all that came before it. A dark value was used by a party; a pale one is only computed here, from the same bytes.</source>
            <translation>线上的每条消息都与之前的全部消息一起计算散列。深色的值由某一方实际用过；浅色的值只是在这里由同样的字节算出来供查看。</translation>
        </message>
        <message>
            <source>goes into</source>
            <translation>用于</translation>
        </message>
        <message>
            <source>Each message on the line is hashed with all that came before it. A strong value was used by a party; a faint one is only computed here, from the same bytes.</source>
            <translation>线上的每条消息都与之前的全部消息一起计算散列。醒目的值由某一方实际用过；暗淡的值只是在这里由同样的字节算出，供您查看。</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::TranscriptModel</name>
        <message>
            <source>client</source>
            <translation>客户端</translation>
        </message>
        <message>
            <source>server</source>
            <translation>服务器</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>尚未</translation>
        </message>
        <message>
            <source>%1 with master_secret and pads</source>
            <translation>%1，再加 master_secret 和填充</translation>
        </message>
        <message>
            <source>outside: alerts are a protocol of their own</source>
            <translation>不计入：告警是独立的协议</translation>
        </message>
        <message>
            <source>outside: application data is what the handshake is for, not a part of it</source>
            <translation>不计入：应用数据是握手的目的，而不是握手的一部分</translation>
        </message>
        <message>
            <source>outside: only there for middleboxes, it means nothing</source>
            <translation>不计入：它只为迁就中间设备，没有含义</translation>
        </message>
        <message>
            <source>outside: a protocol of its own, not a handshake message</source>
            <translation>不计入：它是独立的协议，不是握手消息</translation>
        </message>
        <message>
            <source>outside: hello_request only asks for a handshake, it is not part of one</source>
            <translation>不计入：hello_request 只是请求握手，不属于握手</translation>
        </message>
        <message>
            <source>outside: it comes after the handshake</source>
            <translation>不计入：它在握手之后</translation>
        </message>
        <message>
            <source>outside: it could not be decoded, and nobody went on from it</source>
            <translation>不计入：它无法解码，没有人由此继续</translation>
        </message>
        <message>
            <source>outside: nobody took it as part of this handshake</source>
            <translation>不计入：没有人把它当作这次握手的一部分</translation>
        </message>
        <message>
            <source>outside: %1 messages after the handshake</source>
            <translation>不计入：握手之后的 %1 条消息</translation>
        </message>
        <message>
            <source>goes on from the handshake&apos;s hash, and is then forgotten</source>
            <translation>接着握手的散列继续计算，用完即弃</translation>
        </message>
        <message>
            <source>from hello_retry_request on, message_hash stands for it: fe 00 00 %1 and its hash</source>
            <translation>从 hello_retry_request 起由 message_hash 代替它：fe 00 00 %1 加上它的散列值</translation>
        </message>
        <message>
            <source>only the client has it like this</source>
            <translation>只有客户端持有这个样子</translation>
        </message>
        <message>
            <source>only the server has it like this</source>
            <translation>只有服务器持有这个样子</translation>
        </message>
        <message>
            <source>the messages themselves: signed by one, checked by the other</source>
            <translation>消息本身：一方签名，另一方验证</translation>
        </message>
        <message>
            <source>the messages themselves, for a signature</source>
            <translation>消息本身，用于签名</translation>
        </message>
        <message>
            <source>both</source>
            <translation>双方</translation>
        </message>
        <message>
            <source>%1, for %2</source>
            <translation>%1，用于 %2</translation>
        </message>
        <message>
            <source>without the binders at the end</source>
            <translation>不含末尾的 binders</translation>
        </message>
        <message>
            <source>hashed</source>
            <translation>计入散列</translation>
        </message>
        <message>
            <source>the two differ</source>
            <translation>两者不同</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::TransportBar</name>
        <message>
            <source>Step by</source>
            <translation>步进单位</translation>
        </message>
        <message>
            <source>How far one step goes</source>
            <translation>一步前进多远</translation>
        </message>
        <message>
            <source>Speed</source>
            <translation>速度</translation>
        </message>
        <message>
            <source>Speed of playing and of the animation</source>
            <translation>播放与动画的速度</translation>
        </message>
        <message>
            <source>Messages sent so far, and in all</source>
            <translation>已发送的消息数 / 消息总数</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::TrustPane</name>
        <message>
            <source>What trust rests on</source>
            <translation>信任的依据</translation>
        </message>
        <message>
            <source>Nobody tells whether the client trusts this chain.</source>
            <translation>没有记录说明客户端是否信任这条证书链。</translation>
        </message>
        <message>
            <source>Nobody tells whether the server trusts this chain.</source>
            <translation>没有记录说明服务器是否信任这条证书链。</translation>
        </message>
        <message>
            <source>The client has not decided yet.</source>
            <translation>客户端尚未作出判断。</translation>
        </message>
        <message>
            <source>The server has not decided yet.</source>
            <translation>服务器尚未作出判断。</translation>
        </message>
        <message>
            <source>✓ The client trusts this chain.</source>
            <translation>✓ 客户端信任这条证书链。</translation>
        </message>
        <message>
            <source>✓ The server trusts this chain.</source>
            <translation>✓ 服务器信任这条证书链。</translation>
        </message>
        <message>
            <source>✕ The client does not trust this chain.</source>
            <translation>✕ 客户端不信任这条证书链。</translation>
        </message>
        <message>
            <source>✕ The server does not trust this chain.</source>
            <translation>✕ 服务器不信任这条证书链。</translation>
        </message>
        <message>
            <source>What “trusted” means here</source>
            <translation>“受信任”在这里的含义</translation>
        </message>
        <message>
            <source>Here the server looks at the client. Whether this client may come in is another question, and the server&apos;s own.</source>
            <translation>在这里是服务器检查客户端。是否允许这个客户端进入是另一个问题，由服务器自己决定。</translation>
        </message>
        <message>
            <source>Whom the client trusts</source>
            <translation>客户端信任谁</translation>
        </message>
        <message>
            <source>Whom the server trusts</source>
            <translation>服务器信任谁</translation>
        </message>
        <message>
            <source>Nobody: its list is empty.</source>
            <translation>谁也不信任：列表是空的。</translation>
        </message>
        <message>
            <source>Its list shows when it looks for a root.</source>
            <translation>等到它寻找根证书时，这里会显示它的列表。</translation>
        </message>
        <message>
            <source>valid from %1 to %2</source>
            <translation>有效期 %1 至 %2</translation>
        </message>
        <message>
            <source>✓ this chain ends here</source>
            <translation>✓ 这条证书链通到这里</translation>
        </message>
        <message>
            <source>this chain does not lead here</source>
            <translation>这条证书链没有通到这里</translation>
        </message>
        <message>
            <source>Beside the chain</source>
            <translation>证书链之外</translation>
        </message>
        <message>
            <source>OCSP, the CA&apos;s own word on revocation: %1</source>
            <translation>OCSP，CA 对吊销与否的答复：%1</translation>
        </message>
        <message>
            <source>OCSP, the CA&apos;s own word on revocation: not looked at yet</source>
            <translation>OCSP，CA 对吊销与否的答复：尚未查看</translation>
        </message>
        <message>
            <source>the stapled OCSP response in message #%1</source>
            <translation>#%1 号消息中附带的 OCSP 响应</translation>
        </message>
        <message>
            <source>a signed certificate timestamp in message #%1</source>
            <translation>#%1 号消息中的签名证书时间戳</translation>
        </message>
        <message>
            <source>a public log promises to show this certificate to everybody</source>
            <translation>公开日志承诺向所有人公布这张证书</translation>
        </message>
        <message>
            <source>No OCSP response and no timestamp of a public log came with it.</source>
            <translation>没有附带 OCSP 响应，也没有公开日志的时间戳。</translation>
        </message>
        <message>
            <source>Nobody can prove to a stranger, on their word alone, who they are. So both sides believe a third: a certification authority (CA), whose own certificate is on a list of trusted roots. Each certificate says: this key belongs to this name; I, who sign this, have checked. The signatures lead from the leaf up to a root on the list, and there they end.</source>
            <translation>仅凭一句话，谁也无法向陌生人证明自己的身份。于是双方相信第三方：证书颁发机构（CA），它自己的证书列在受信任的根证书之中。每张证书都在说：这个密钥属于这个名称，我核实过，并签名为证。签名从终端证书一级一级通向列表中的某个根证书，到此为止。</translation>
        </message>
        <message>
            <source>Trusted means no more than that: a CA on the list vouches for whose key this is. It does not say that the owner is honest, and any CA on the list could vouch for anybody. That is why the list is short, and why a CA that errs is taken off it.</source>
            <translation>受信任的意思仅止于此：列表中的某个 CA 担保这个密钥属于谁。它并不说明持有者是否诚实，而且列表中的任何一个 CA 都能为任何人担保。所以列表很短，犯错的 CA 会被除名。</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ValuesPage</name>
        <message>
            <source>Values and keys of both</source>
            <translation>双方的值与密钥</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::WaterfallPage</name>
        <message>
            <source>client</source>
            <translation>客户端</translation>
        </message>
        <message>
            <source>server</source>
            <translation>服务器</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>尚未</translation>
        </message>
        <message>
            <source>Waterfall</source>
            <translation>瀑布图</translation>
        </message>
        <message>
            <source>A handshake mostly waits. Bars are work, measured on this computer; arrows are the network, simulated with the round-trip time that you choose, and without TCP&apos;s own handshake.</source>
            <translation>握手大多在等待。条是计算，在这台计算机上实测；箭头是网络，按你选的往返时间模拟，不含 TCP 自己的握手。</translation>
        </message>
        <message>
            <source>client at work</source>
            <translation>客户端在计算</translation>
        </message>
        <message>
            <source>server at work</source>
            <translation>服务器在计算</translation>
        </message>
        <message>
            <source>on its way to the server</source>
            <translation>在途，去服务器</translation>
        </message>
        <message>
            <source>to the client</source>
            <translation>去客户端</translation>
        </message>
        <message>
            <source>Round-trip time</source>
            <translation>往返时间</translation>
        </message>
        <message>
            <source>Simulated round-trip time in milliseconds</source>
            <translation>模拟的往返时间，毫秒</translation>
        </message>
        <message>
            <source>time since the client&apos;s first deed, ms</source>
            <translation>自客户端开始以来的时间，ms</translation>
        </message>
        <message>
            <source>Work: median of %1 runs on this computer</source>
            <translation>计算：在这台计算机上运行 %1 次的中位数</translation>
        </message>
        <message>
            <source>first application byte: %1, %2</source>
            <translation>第一个应用数据字节：%1，%2</translation>
        </message>
        <message>
            <source>after 1 round trip</source>
            <translation>1 次往返之后</translation>
        </message>
        <message>
            <source>after %1 round trips</source>
            <translation>%1 次往返之后</translation>
        </message>
        <message>
            <source>No.</source>
            <translation>序号</translation>
        </message>
        <message>
            <source>message</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>from</source>
            <translation>发送方</translation>
        </message>
        <message>
            <source>leaves, ms</source>
            <translation>发出，ms</translation>
        </message>
        <message>
            <source>arrives, ms</source>
            <translation>到达，ms</translation>
        </message>
        <message>
            <source>client&apos;s work, µs</source>
            <translation>客户端计算，µs</translation>
        </message>
        <message>
            <source>server&apos;s work, µs</source>
            <translation>服务器计算，µs</translation>
        </message>
        <message>
            <source>%1 ms</source>
            <translation>%1 ms</translation>
        </message>
        <message>
            <source>A live connection cannot be run again, so its work is not measured.</source>
            <translation>真实连接不能重新运行，所以没有测量它的计算。</translation>
        </message>
        <message>
            <source>Nothing has been sent yet; each message appears here as it goes.</source>
            <translation>还没有发送任何消息；每条消息发出时会出现在这里。</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::WorkPage</name>
        <message>
            <source>client</source>
            <translation>客户端</translation>
        </message>
        <message>
            <source>server</source>
            <translation>服务器</translation>
        </message>
        <message>
            <source>generate key pairs</source>
            <translation>生成密钥对</translation>
        </message>
        <message>
            <source>shared secret</source>
            <translation>共享秘密</translation>
        </message>
        <message>
            <source>RSA encryption</source>
            <translation>RSA 加密</translation>
        </message>
        <message>
            <source>RSA decryption</source>
            <translation>RSA 解密</translation>
        </message>
        <message>
            <source>sign</source>
            <translation>签名</translation>
        </message>
        <message>
            <source>verify signatures</source>
            <translation>验证签名</translation>
        </message>
        <message>
            <source>verify certificates</source>
            <translation>验证证书</translation>
        </message>
        <message>
            <source>PRF, HKDF</source>
            <translation>PRF、HKDF</translation>
        </message>
        <message>
            <source>hashes, HMAC</source>
            <translation>散列、HMAC</translation>
        </message>
        <message>
            <source>session tickets</source>
            <translation>会话票据</translation>
        </message>
        <message>
            <source>seal and open records</source>
            <translation>记录的加密与解密</translation>
        </message>
        <message>
            <source>everything else</source>
            <translation>其余</translation>
        </message>
        <message>
            <source>CPU per operation</source>
            <translation>各类运算的 CPU 时间</translation>
        </message>
        <message>
            <source>What the two parties&apos; processors do in one handshake. A box spans the middle half of the runs, its tick is the median. Each line of the grid is ten times the one before: what lies one line further right takes ten times as long.</source>
            <translation>一次握手里双方的处理器在做什么。方框是运行结果居中的一半，刻度是中位数。网格每前进一条线就是十倍：往右一条线，就要十倍的时间。</translation>
        </message>
        <message>
            <source>client, middle half</source>
            <translation>客户端，居中一半</translation>
        </message>
        <message>
            <source>server, middle half</source>
            <translation>服务器，居中一半</translation>
        </message>
        <message>
            <source>median</source>
            <translation>中位数</translation>
        </message>
        <message>
            <source>CPU time in one handshake (logarithmic)</source>
            <translation>一次握手中的 CPU 时间（对数）</translation>
        </message>
        <message>
            <source>%1 runs of this very handshake on this computer</source>
            <translation>在这台计算机上把这次握手运行了 %1 次</translation>
        </message>
        <message>
            <source>operation</source>
            <translation>运算</translation>
        </message>
        <message>
            <source>party</source>
            <translation>一方</translation>
        </message>
        <message>
            <source>times</source>
            <translation>次数</translation>
        </message>
        <message>
            <source>lower quartile, µs</source>
            <translation>下四分位，µs</translation>
        </message>
        <message>
            <source>median, µs</source>
            <translation>中位数，µs</translation>
        </message>
        <message>
            <source>upper quartile, µs</source>
            <translation>上四分位，µs</translation>
        </message>
        <message>
            <source>%1 · %2 · %3×</source>
            <translation>%1 · %2 · %3×</translation>
        </message>
        <message>
            <source>A live connection cannot be run again. Open a scenario to measure its work.</source>
            <translation>真实连接不能重新运行。打开一个场景，就能测量它的计算。</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ZoomControl</name>
        <message>
            <source>Smaller</source>
            <translation>缩小</translation>
        </message>
        <message>
            <source>As wide as the pane</source>
            <translation>与窗格同宽</translation>
        </message>
        <message>
            <source>Larger</source>
            <translation>放大</translation>
        </message>
        <message>
            <source>All at once</source>
            <translation>显示全图</translation>
        </message>
    </context>
</TS>
