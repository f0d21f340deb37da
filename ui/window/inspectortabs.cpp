// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/inspectortabs.h"

#include "inspectors/keysinspector.h"
#include "inspectors/messageinspector.h"
#include "inspectors/negotiation/negotiationinspector.h"
#include "plots/bytesplot.h"

#include <QCoreApplication>

namespace hd::ui {

static QString tr(const char *text)
{
    return QCoreApplication::translate("hd::ui::InspectorTab", text);
}

std::span<const InspectorTab> inspectorTabs()
{
    using Parts = const InspectorParts &;
    static constexpr InspectorTab tabs[] = {
        {"message", [] { return tr(QT_TRANSLATE_NOOP("hd::ui::InspectorTab", "Message")); },
         [](Parts p, QWidget *parent) -> QWidget * {
             return new MessageInspector(p.session, p.theme, p.texts, parent);
         }},
        {"negotiation", [] { return tr(QT_TRANSLATE_NOOP("hd::ui::InspectorTab", "Negotiation")); },
         [](Parts p, QWidget *parent) -> QWidget * {
             return new NegotiationInspector(p.session, p.theme, p.texts, parent);
         }},
        {"keys", [] { return tr(QT_TRANSLATE_NOOP("hd::ui::InspectorTab", "Keys")); },
         [](Parts p, QWidget *parent) -> QWidget * { return new KeysInspector(p.session, p.theme, p.texts, parent); }},
        {"plots", [] { return tr(QT_TRANSLATE_NOOP("hd::ui::InspectorTab", "Plots")); },
         [](Parts p, QWidget *parent) -> QWidget * { return new BytesPlot(p.session, p.theme, parent); }},
    };
    return tabs;
}

} // namespace hd::ui
