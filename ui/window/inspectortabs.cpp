// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/inspectortabs.h"

#include "inspectors/certificates/certificatesinspector.h"
#include "inspectors/keysinspector.h"
#include "inspectors/messageinspector.h"
#include "inspectors/negotiation/negotiationinspector.h"
#include "inspectors/records/recordsinspector.h"
#include "inspectors/security/securityinspector.h"
#include "inspectors/states/statesinspector.h"
#include "inspectors/transcript/transcriptinspector.h"
#include "plots/plotsinspector.h"

#include <QCoreApplication>

namespace hd::ui {

static QString tr(const char *text)
{
    return QCoreApplication::translate("hd::ui::InspectorTab", text);
}

template<class Inspector>
static QWidget *made(const InspectorParts &parts, QWidget *parent)
{
    return new Inspector(parts.session, parts.theme, parts.texts, parent);
}

std::span<const InspectorTab> inspectorTabs()
{
    static constexpr InspectorTab tabs[] = {
        {"message", [] { return tr(QT_TRANSLATE_NOOP("hd::ui::InspectorTab", "Message")); }, &made<MessageInspector>},
        {"negotiation", [] { return tr(QT_TRANSLATE_NOOP("hd::ui::InspectorTab", "Negotiation")); },
         &made<NegotiationInspector>},
        {"keys", [] { return tr(QT_TRANSLATE_NOOP("hd::ui::InspectorTab", "Keys")); }, &made<KeysInspector>},
        {"transcript", [] { return tr(QT_TRANSLATE_NOOP("hd::ui::InspectorTab", "Transcript")); },
         &made<TranscriptInspector>},
        {"records", [] { return tr(QT_TRANSLATE_NOOP("hd::ui::InspectorTab", "Records")); }, &made<RecordsInspector>},
        {"certificates", [] { return tr(QT_TRANSLATE_NOOP("hd::ui::InspectorTab", "Certificates")); },
         &made<CertificatesInspector>},
        {"states", [] { return tr(QT_TRANSLATE_NOOP("hd::ui::InspectorTab", "States")); }, &made<StatesInspector>},
        {"security", [] { return tr(QT_TRANSLATE_NOOP("hd::ui::InspectorTab", "Security")); },
         &made<SecurityInspector>},
        {"plots", [] { return tr(QT_TRANSLATE_NOOP("hd::ui::InspectorTab", "Plots")); }, &made<PlotsInspector>},
    };
    return tabs;
}

} // namespace hd::ui
