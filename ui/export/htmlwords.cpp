// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/htmlwords.h"

#include "export/exportlanguage.h"

#include <QCoreApplication>

namespace hd::ui {

static constexpr const char *sources[] = {
    QT_TRANSLATE_NOOP("Page", "1 byte"),
    QT_TRANSLATE_NOOP("Page", "%1 bytes"),
    QT_TRANSLATE_NOOP("Page", "is"),
    QT_TRANSLATE_NOOP("Page", "goes into"),
    QT_TRANSLATE_NOOP("Page", "Why"),
    QT_TRANSLATE_NOOP("Page", "What"),
    QT_TRANSLATE_NOOP("Page", "If it were missing"),
    QT_TRANSLATE_NOOP("Page", "%1 is not sent"),
    QT_TRANSLATE_NOOP("Page", "Because of %1."),
    QT_TRANSLATE_NOOP("Page", "The client is now in this state."),
    QT_TRANSLATE_NOOP("Page", "The server is now in this state."),
    QT_TRANSLATE_NOOP("Page", "withheld"),
    QT_TRANSLATE_NOOP("Page", "not yet"),
    QT_TRANSLATE_NOOP("Page", "Expected:"),
    QT_TRANSLATE_NOOP("Page", "Found:"),
    QT_TRANSLATE_NOOP("Page", "Agreed on"),
    QT_TRANSLATE_NOOP("Page", "nothing"),
    QT_TRANSLATE_NOOP("Page", "Notices"),
    QT_TRANSLATE_NOOP("Page", "Terms"),
    QT_TRANSLATE_NOOP("Page", "Passed"),
    QT_TRANSLATE_NOOP("Page", "Failed"),
    QT_TRANSLATE_NOOP("Page", "passed"),
    QT_TRANSLATE_NOOP("Page", "failed"),
    QT_TRANSLATE_NOOP("Page", "Message"),
    QT_TRANSLATE_NOOP("Page", "Keys"),
    QT_TRANSLATE_NOOP("Page", "Records"),
    QT_TRANSLATE_NOOP("Page", "Decisions"),
    QT_TRANSLATE_NOOP("Page", "Checks"),
    QT_TRANSLATE_NOOP("Page", "States"),
    QT_TRANSLATE_NOOP("Page", "Inspector"),
    QT_TRANSLATE_NOOP("Page", "Explanation"),
    QT_TRANSLATE_NOOP("Page", "About this connection"),
    QT_TRANSLATE_NOOP("Page", "Nothing has been sent yet"),
    QT_TRANSLATE_NOOP("Page", "Press → for the first message."),
    QT_TRANSLATE_NOOP("Page", "It cannot be decoded: %1"),
    QT_TRANSLATE_NOOP("Page", "Fields of %1"),
    QT_TRANSLATE_NOOP("Page", "Bytes of %1"),
    QT_TRANSLATE_NOOP("Page", "The first %1 of %2 bytes."),
    QT_TRANSLATE_NOOP("Page", "Nobody who made this recording could read its bytes."),
    QT_TRANSLATE_NOOP("Page", "Key derivation"),
    QT_TRANSLATE_NOOP("Page", "with secrets"),
    QT_TRANSLATE_NOOP("Page", "secrets withheld"),
    QT_TRANSLATE_NOOP("Page", "No key came of this connection."),
    QT_TRANSLATE_NOOP("Page", "Withheld: this page was made without secrets, so that it can "
                              "be given to anybody. Export it with secrets to see the value."),
    QT_TRANSLATE_NOOP("Page", "Handshake"),
    QT_TRANSLATE_NOOP("Page", "Handshake %1"),
    QT_TRANSLATE_NOOP("Page", "Early secret"),
    QT_TRANSLATE_NOOP("Page", "Handshake secret"),
    QT_TRANSLATE_NOOP("Page", "Master secret"),
    QT_TRANSLATE_NOOP("Page", "The input is %1 bytes of zeros."),
    QT_TRANSLATE_NOOP("Page", "Other values"),
    QT_TRANSLATE_NOOP("Page", "from #%1"),
    QT_TRANSLATE_NOOP("Page", "from %1"),
    QT_TRANSLATE_NOOP("Page", "0 B: this suite has no use for it"),
    QT_TRANSLATE_NOOP("Page", "Formula"),
    QT_TRANSLATE_NOOP("Page", "Formula of the %1"),
    QT_TRANSLATE_NOOP("Page", "Inputs"),
    QT_TRANSLATE_NOOP("Page", "On the wire"),
    QT_TRANSLATE_NOOP("Page", "Sent as"),
    QT_TRANSLATE_NOOP("Page", "Client computes"),
    QT_TRANSLATE_NOOP("Page", "Client receives"),
    QT_TRANSLATE_NOOP("Page", "Server computes"),
    QT_TRANSLATE_NOOP("Page", "Server receives"),
    QT_TRANSLATE_NOOP("Page", "never has it"),
    QT_TRANSLATE_NOOP("Page", "equal"),
    QT_TRANSLATE_NOOP("Page", "different"),
    QT_TRANSLATE_NOOP("Page", "Block by block"),
    QT_TRANSLATE_NOOP("Page", "Both lanes, XORed, are the value."),
    QT_TRANSLATE_NOOP("Page", "Both lanes, one after the other, are the value."),
    QT_TRANSLATE_NOOP("Page", "Part"),
    QT_TRANSLATE_NOOP("Page", "Parts"),
    QT_TRANSLATE_NOOP("Page", "Offset"),
    QT_TRANSLATE_NOOP("Page", "Bytes"),
    QT_TRANSLATE_NOOP("Page", "Value"),
    QT_TRANSLATE_NOOP("Page", "From"),
    QT_TRANSLATE_NOOP("Page", "Type"),
    QT_TRANSLATE_NOOP("Page", "Version"),
    QT_TRANSLATE_NOOP("Page", "Epoch"),
    QT_TRANSLATE_NOOP("Page", "Sequence"),
    QT_TRANSLATE_NOOP("Page", "Protection"),
    QT_TRANSLATE_NOOP("Page", "Messages"),
    QT_TRANSLATE_NOOP("Page", "refused"),
    QT_TRANSLATE_NOOP("Page", "Field"),
    QT_TRANSLATE_NOOP("Page", "Flight"),
    QT_TRANSLATE_NOOP("Page", "Candidate"),
    QT_TRANSLATE_NOOP("Page", "offered"),
    QT_TRANSLATE_NOOP("Page", "supported"),
    QT_TRANSLATE_NOOP("Page", "usable"),
    QT_TRANSLATE_NOOP("Page", "yes"),
    QT_TRANSLATE_NOOP("Page", "no"),
    QT_TRANSLATE_NOOP("Page", "Nobody had a choice to make."),
    QT_TRANSLATE_NOOP("Page", "By"),
    QT_TRANSLATE_NOOP("Page", "Check"),
    QT_TRANSLATE_NOOP("Page", "Outcome"),
    QT_TRANSLATE_NOOP("Page", "Clause"),
    QT_TRANSLATE_NOOP("Page", "on %1"),
    QT_TRANSLATE_NOOP("Page", "Confidentiality"),
    QT_TRANSLATE_NOOP("Page", "Integrity"),
    QT_TRANSLATE_NOOP("Page", "Server authentication"),
    QT_TRANSLATE_NOOP("Page", "Server auth"),
    QT_TRANSLATE_NOOP("Page", "Client auth"),
    QT_TRANSLATE_NOOP("Page", "Client authentication"),
    QT_TRANSLATE_NOOP("Page", "Forward secrecy"),
    QT_TRANSLATE_NOOP("Page", "pending"),
    QT_TRANSLATE_NOOP("Page", "established"),
    QT_TRANSLATE_NOOP("Page", "none"),
    QT_TRANSLATE_NOOP("Page", "weak"),
    QT_TRANSLATE_NOOP("Page", "What has been achieved"),
    QT_TRANSLATE_NOOP("Page", "keys live"),
    QT_TRANSLATE_NOOP("Page", "Position in the handshake"),
    QT_TRANSLATE_NOOP("Page", "Message %1 of %2: %3"),
    QT_TRANSLATE_NOOP("Page", "To the start"),
    QT_TRANSLATE_NOOP("Page", "Back one flight"),
    QT_TRANSLATE_NOOP("Page", "Back"),
    QT_TRANSLATE_NOOP("Page", "Play"),
    QT_TRANSLATE_NOOP("Page", "Pause"),
    QT_TRANSLATE_NOOP("Page", "Next message"),
    QT_TRANSLATE_NOOP("Page", "Forward one flight"),
    QT_TRANSLATE_NOOP("Page", "To the end"),
    QT_TRANSLATE_NOOP("Page", "Speed"),
    QT_TRANSLATE_NOOP("Page", "View"),
    QT_TRANSLATE_NOOP("Page", "Diagram"),
    QT_TRANSLATE_NOOP("Page", "List"),
    QT_TRANSLATE_NOOP("Page", "Language"),
    QT_TRANSLATE_NOOP("Page", "Colours"),
    QT_TRANSLATE_NOOP("Page", "Automatic"),
    QT_TRANSLATE_NOOP("Page", "Light"),
    QT_TRANSLATE_NOOP("Page", "Dark"),
    QT_TRANSLATE_NOOP("Page", "Print"),
};

std::span<const char *const> pageSources()
{
    return sources;
}

/// The diagram's words are the same in the window; the page shows them under their English sources too.
static void addDiagramWords(Json &words, const ExportLanguage &language)
{
    const DiagramWords english =
        diagramWords([](const char *source) { return QString::fromUtf8(source); }, QLocale::c());
    const DiagramWords own = language.diagramWords();
    static constexpr QString DiagramWords::*members[] = {
        &DiagramWords::client,
        &DiagramWords::server,
        &DiagramWords::flight,
        &DiagramWords::playedBack,
        &DiagramWords::renegotiation,
        &DiagramWords::bytes,
        &DiagramWords::clear,
        &DiagramWords::encrypted,
        &DiagramWords::applicationData,
        &DiagramWords::handshakeKeys,
        &DiagramWords::applicationKeys,
        &DiagramWords::earlyDataKeys,
        &DiagramWords::alert,
        &DiagramWords::absent,
        &DiagramWords::notYetSent,
        &DiagramWords::whyAbsent,
        &DiagramWords::changedOnTheWay,
        &DiagramWords::meansNothing,
        &DiagramWords::sent,
        &DiagramWords::clientToServer,
        &DiagramWords::serverToClient,
        &DiagramWords::description,
        &DiagramWords::absentDescription,
        &DiagramWords::diagramTitle,
    };
    for (const auto member : members)
        words[(english.*member).toStdString()] = (own.*member).toStdString();
}

Json pageWords(const ExportLanguage &language)
{
    Json words;
    for (const char *source : sources)
        words[source] = language.translated("Page", source).toStdString();
    addDiagramWords(words, language);
    return words;
}

} // namespace hd::ui
