<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <context>
        <name>hd::ui::Actions</name>
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
            <source>Message</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>密钥</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::MainWindow</name>
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
        <name>hd::ui::Notice</name>
        <message>
            <source>Dismiss</source>
            <translation>关闭提示</translation>
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
        <name>hd::ui::ShortcutsDialog</name>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>键盘快捷键</translation>
        </message>
        <message>
            <source>Arrow keys, Home, End and Space act in the diagram; lists and trees keep theirs.</source>
            <translation>方向键、Home、End 和空格键在时序图中起作用；列表和树保留各自的用法。</translation>
        </message>
    </context>
    <context>
        <name>hd::ui::ToolBar</name>
        <message>
            <source>Toolbar</source>
            <translation>工具栏</translation>
        </message>
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
</TS>
