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
    </context>
    <context>
        <name>hd::ui::BytesPlot</name>
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
            <source>Bytes on the wire of each message</source>
            <translation>每条消息的线上字节数</translation>
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
            <source>With secrets (recording, Markdown)</source>
            <translation>包含机密值（记录文件、Markdown）</translation>
        </message>
        <message>
            <source>Recording (*.json)</source>
            <translation>记录文件 (*.json)</translation>
        </message>
        <message>
            <source>Export the diagram</source>
            <translation>导出时序图</translation>
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
            <source>Language</source>
            <translation>语言</translation>
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
            <source>Sizes</source>
            <translation>字节数</translation>
        </message>
        <message>
            <source>States of both parties</source>
            <translation>双方状态</translation>
        </message>
        <message>
            <source>Messages that were not sent, and why</source>
            <translation>未发送的消息及原因</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>选择文件…</translation>
        </message>
        <message>
            <source>SVG picture (*.svg)</source>
            <translation>SVG 图形 (*.svg)</translation>
        </message>
        <message>
            <source>PDF document (*.pdf)</source>
            <translation>PDF 文档 (*.pdf)</translation>
        </message>
        <message>
            <source>PNG picture (*.png)</source>
            <translation>PNG 图片 (*.png)</translation>
        </message>
        <message>
            <source>Text (*.txt)</source>
            <translation>纯文本 (*.txt)</translation>
        </message>
        <message>
            <source>Markdown (*.md)</source>
            <translation>Markdown (*.md)</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
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
        <name>hd::ui::HexView</name>
        <message>
            <source>Byte %1 is %2</source>
            <translation>第 %1 字节是 %2</translation>
        </message>
        <message>
            <source>Copy as Hex</source>
            <translation>复制为十六进制</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::InspectorTab</name>
        <message>
            <source>Message</source>
            <translation>消息</translation>
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
            <source>States</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Security</source>
            <translation>安全</translation>
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
            <source>Copy Value as Hex</source>
            <translation>将值复制为十六进制</translation>
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
            <source>Open a recording or a scenario</source>
            <translation>打开记录文件或场景</translation>
        </message>
        <message>
            <source>Recordings and scenarios (*.json)</source>
            <translation>记录文件与场景 (*.json)</translation>
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
            <source>%1 – HelloDone</source>
            <translation>%1 – HelloDone</translation>
        </message>
        <message>
            <source>About HelloDone</source>
            <translation>关于 HelloDone</translation>
        </message>
        <message>
            <source>&lt;h3&gt;HelloDone %1&lt;/h3&gt;&lt;p&gt;A real SSL/TLS handshake, recorded and shown down to the byte.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later.&lt;/p&gt;</source>
            <translation>&lt;h3&gt;HelloDone %1&lt;/h3&gt;&lt;p&gt;真实运行并完整记录的 SSL/TLS 握手，逐字节展示。&lt;/p&gt;&lt;p&gt;自由软件，遵循 GNU 通用公共许可证第 3 版或更高版本。&lt;/p&gt;</translation>
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
    </context>
    <context>
        <name>hd::ui::Notice</name>
        <message>
            <source>Dismiss</source>
            <translation>关闭提示</translation>
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
            <source>State machines</source>
            <translation>状态机</translation>
        </message>
        <message>
            <source>filled: now · thick: taken · thin: possible</source>
            <translation>填充：当前 · 粗线：已走 · 细线：可走</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>客户端</translation>
        </message>
        <message>
            <source>The state machine of the client</source>
            <translation>客户端的状态机</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>服务器</translation>
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
        <name>hd::ui::MessageList</name>
        <message>
            <source>Messages of the handshake</source>
            <translation>握手消息</translation>
        </message>
    </context>
</TS>
