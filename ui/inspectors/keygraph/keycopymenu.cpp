// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/keygraph/keycopymenu.h"

#include "models/valuetext.h"

#include <QAction>
#include <QMenu>

namespace hd::ui {

static QAction *add(QMenu *menu, const QString &title, const QString &text, bool hidden, const KeyCopyMenu::Put &put)
{
    QAction *action = menu->addAction(title, [put, text] { put(text); });
    action->setEnabled(!hidden && !text.isEmpty());
    return action;
}

static void addTool(QMenu *menu, const QString &title, const KeyCopy &copy, bool hidden, const KeyCopyMenu::Put &put)
{
    // The reason stands in the menu itself: no tool tip is seen over a disabled action.
    const QString whole = copy.whyNot.isEmpty() ? title : QStringLiteral("%1: %2").arg(title, copy.whyNot);
    add(menu, QString(whole).replace(u'&', QStringLiteral("&&")), copy.text, hidden, put);
}

void KeyCopyMenu::fill(QMenu *menu, const Trace &trace, const KeyNode &node, const KeyValues &values, bool hidden,
                       bool masked, const Put &put)
{
    const bool differ = values.agreement == KeyValues::Agreement::Different;
    const auto hex = [&](const QString &title, ByteView value) {
        return add(menu, title, toQString(toHex(value)), hidden, put);
    };
    QAction *first = hex(differ ? tr("Client's Value as Hex") : tr("Copy as Hex"),
                         values.client.empty() ? values.server : values.client);
    first->setShortcut(QKeySequence::Copy);
    if (differ)
        hex(tr("Server's Value as Hex"), values.server);
    if (!node.any()) {
        add(menu, tr("As a command: the peer sent it, and nothing of how it was made is recorded"), {}, true, put);
        return;
    }
    struct Tool
    {
        ReproductionTool tool;
        QString title, verifies, asServer;
    };
    const Tool tools[] = {{ReproductionTool::OpenSsl, tr("Copy as openssl Command"),
                           tr("Copy openssl Command That Verifies It"),
                           tr("As openssl Command, as the Server Does It")},
                          {ReproductionTool::Python, tr("Copy as Python Snippet"), tr("Copy as Python Snippet"),
                           tr("As Python Snippet, as the Server Does It")}};
    menu->addSeparator();
    for (const Tool &tool : tools) {
        const KeyCopy own = KeyCopy::of(trace, *node.any(), tool.tool);
        addTool(menu, own.verifies ? tool.verifies : tool.title, own, hidden || masked, put);
        if (!node.client || !node.server)
            continue;
        const KeyCopy other = KeyCopy::of(trace, *node.server, tool.tool);
        if (other.text != own.text)
            addTool(menu, tool.asServer, other, hidden || masked, put);
    }
}

void KeyCopyMenu::fill(QMenu *menu, const ExpansionStep &step, bool hidden, const Put &put)
{
    const QString name = toQString(step.name);
    add(menu, tr("Copy %1 as Hex").arg(name), toQString(toHex(step.value)), hidden, put)
        ->setShortcut(QKeySequence::Copy);
    menu->addSeparator();
    add(menu, tr("Copy as openssl Command"), toQString(reproductionOf(step, ReproductionTool::OpenSsl).text), hidden,
        put);
    add(menu, tr("Copy as Python Snippet"), toQString(reproductionOf(step, ReproductionTool::Python).text), hidden,
        put);
}

} // namespace hd::ui
