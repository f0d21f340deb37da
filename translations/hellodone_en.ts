<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
    <context>
        <name>hd::ui::KeyGraphPainter</name>
        <message numerus="yes">
            <source>and %n more byte(s)</source>
            <translation>
                <numerusform>and %n more byte</numerusform>
                <numerusform>and %n more bytes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hd::ui::KeyGraphView</name>
        <message numerus="yes">
            <source>%1, %n byte(s)</source>
            <translation>
                <numerusform>%1, %n byte</numerusform>
                <numerusform>%1, %n bytes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hd::ui::LinkRow</name>
        <message numerus="yes">
            <source>%n byte(s)</source>
            <translation>
                <numerusform>%n byte</numerusform>
                <numerusform>%n bytes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hd::ui::StepDetail</name>
        <message numerus="yes">
            <source>and %n more byte(s)</source>
            <translation>
                <numerusform>and %n more byte</numerusform>
                <numerusform>and %n more bytes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 has, %n byte(s)</source>
            <translation>
                <numerusform>%1 has, %n byte</numerusform>
                <numerusform>%1 has, %n bytes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n byte(s)</source>
            <translation>
                <numerusform>%n byte</numerusform>
                <numerusform>%n bytes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>hd::ui::StepModel</name>
        <message numerus="yes">
            <source>%n byte(s)</source>
            <translation>
                <numerusform>%n byte</numerusform>
                <numerusform>%n bytes</numerusform>
            </translation>
        </message>
    </context>
</TS>
