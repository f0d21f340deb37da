// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What each page of the window must mark of whatever is selected. Each question answers with what is wrong; an empty
// answer is agreement.

#include "inspectors/certificates/certificatesinspector.h"
#include "inspectors/explanationpane.h"
#include "inspectors/messageinspector.h"
#include "inspectors/negotiation/choicespage.h"
#include "inspectors/negotiation/randomspage.h"
#include "inspectors/negotiation/suitepage.h"
#include "inspectors/security/knowledgepage.h"
#include "inspectors/security/leakpage.h"
#include "inspectors/security/propertiespage.h"
#include "inspectors/transcript/transcriptinspector.h"
#include "plots/bytespage.h"
#include "text/explanations.h"
#include "theme/theme.h"
#include "window/messagelist.h"

namespace hd::ui {

/// Pages that stand in stacks of the window, all of them open at once.
class AllPages
{
public:
    AllPages();

    void open(std::shared_ptr<const Trace> trace); ///< at its end
    /// What any page has wrong about the present selection.
    QString disagreement() const;

    Theme theme;
    Explanations texts;
    Session session;

private:
    QString certificates() const;
    QString transcript() const;
    QString choices() const;
    QString randoms() const;
    QString suite() const;
    QString properties() const;
    QString knowledge() const;
    QString leak() const;
    QString layers() const;
    QString steps() const;
    QString bytes() const;
    QString messageList() const;
    QString explanation() const;
    QString explainedFrom() const;
    const Trace &trace() const { return *session.trace(); }

    CertificatesInspector m_certificates;
    TranscriptInspector m_transcript;
    ChoicesPage m_choices;
    RandomsPage m_randoms;
    SuitePage m_suite;
    PropertiesPage m_properties;
    KnowledgePage m_knowledge;
    LeakPage m_leak;
    MessageInspector m_layers; ///< in that mode
    MessageInspector m_steps;
    BytesPage m_bytes;
    MessageList m_list;
    ExplanationPane m_explanation;
    std::unique_ptr<CertificateBook> m_book;
};

} // namespace hd::ui
