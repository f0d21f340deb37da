// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/messageinspector.h"

#include "inspectors/fieldspane.h"
#include "inspectors/headlayout.h"
#include "inspectors/layers/layerspane.h"
#include "inspectors/linkrow.h"
#include "inspectors/panehead.h"
#include "inspectors/segmented.h"
#include "inspectors/stepspane.h"
#include "models/valuetext.h"
#include "session/sessionnews.h"
#include "theme/theme.h"
#include "trace/family.h"

#include <QEvent>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace hd::ui {

MessageInspector::MessageInspector(Session *session, Theme *theme, Explanations *texts, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_theme(theme),
      m_fields(new FieldsPane(session, theme, this)),
      m_steps(new StepsPane(session, theme, texts, this)),
      m_layers(new LayersPane(session, theme, this)),
      m_links(new LinkRow(session, theme, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(makeBody(), 1);
    layout->addWidget(m_links);
    connectSession();
    connect(theme, &Theme::changed, this, &MessageInspector::restyle);
    restyle();
    retranslate();
    adoptTrace();
}

QWidget *MessageInspector::makeHead()
{
    QFrame *head = makePaneHead(this);
    m_title = new QLabel(head);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_protocol = makeChip(head);
    m_direction = makeChip(head);
    m_protection = makeChip(head);
    m_error = makeChip(head);
    m_modes = new Segmented(m_theme, head);
    for (const int mode : {Wire, Decoded, Steps, Layers})
        m_modes->addSegment(mode);
    m_modes->setCurrent(Wire);

    auto *layout = new HeadLayout(m_theme, head);
    for (QLabel *label : {m_title, m_protocol, m_direction, m_protection, m_error})
        layout->addWidget(label);
    layout->addTail(m_modes);
    return head;
}

QWidget *MessageInspector::makeBody()
{
    m_nothing = new QLabel(this);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setMargin(32);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_nothing);
    m_pages->addWidget(m_fields);
    m_pages->addWidget(m_steps);
    m_pages->addWidget(m_layers);
    m_pages->setMinimumHeight(1); // where height is short, the head stays whole
    m_pages->setBackgroundRole(QPalette::Base);
    m_pages->setAutoFillBackground(true);
    return m_pages;
}

void MessageInspector::connectSession()
{
    auto *news = new SessionNews(m_session, this);
    connect(news, &SessionNews::traceChanged, this, &MessageInspector::adoptTrace);
    connect(news, &SessionNews::selectionChanged, this, &MessageInspector::adoptSelection);
    connect(news, &SessionNews::playheadChanged, this, [this](Playhead, Playhead to) {
        m_steps->setPlayhead(to);
        m_layers->setPlayhead(to);
        adoptSelection();
    });
    connect(m_modes, &Segmented::picked, this, [this](int mode) { setMode(static_cast<Mode>(mode)); });
    connect(m_fields, &FieldsPane::described, m_links, &LinkRow::showBytes);
    connect(m_steps, &StepsPane::derivationDescribed, m_links, &LinkRow::showDerivation);
    connect(m_steps, &StepsPane::described, m_links, &LinkRow::showStep);
}

void MessageInspector::retranslate()
{
    m_modes->setText(Wire, tr("Wire"), tr("The records as they went over the wire"));
    m_modes->setText(Decoded, tr("Decoded"), tr("The message in clear, without its records"));
    m_modes->setText(Steps, tr("Steps"), tr("What both parties did around this message"));
    m_nothing->setText(tr("Nothing has been sent yet. Press → to send the first message."));
    m_fields->retranslate();
    m_modes->setText(Layers, tr("Layers"), tr("The message in its records, TCP segments and packets, to scale"));
    m_steps->retranslate();
    m_layers->retranslate();
    fillHead();
}

void MessageInspector::restyle()
{
    const Colors &colors = m_theme->colors();
    setStyleSheet(QStringLiteral("#paneHead { background: %1; border: none; border-bottom: 1px solid %2; }")
                      .arg(colors.base.name(), colors.hairline.name()));
    m_title->setFont(m_theme->ui(Fonts::title, QFont::DemiBold));
    m_error->setStyleSheet(QStringLiteral("color: %1; border-color: %1;").arg(colors.alert.name()));
    QPalette palette = m_nothing->palette();
    palette.setColor(QPalette::WindowText, colors.text2);
    m_nothing->setPalette(palette);
}

void MessageInspector::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

// What is shown -----------------------------------------------------------------------------------------------------

void MessageInspector::adoptTrace()
{
    if (m_session->grownFrom() && m_message) {
        m_steps->setPlayhead(m_session->playhead());
        m_layers->setPlayhead(m_session->playhead());
        m_steps->setMessage(m_message); // which may be more now; the fields stay where they are scrolled
        return adoptSelection();
    }
    showMessage(std::nullopt); // before anything asks the new trace about a message of the old one
    m_steps->setPlayhead(m_session->playhead());
    m_layers->setPlayhead(m_session->playhead());
    adoptSelection();
}

void MessageInspector::adoptSelection()
{
    const Selection &selection = m_session->selection();
    const std::optional<MessageId> message = messageOf(selection);
    if (message != m_message)
        showMessage(message);
    if (m_message)
        showMode(modeFor(selection));
}

/// The message around which an operation happened: the last one that had been sent, or the first to come.
std::optional<MessageId> MessageInspector::messageOf(const Selection &selection) const
{
    // An omission belongs to none: it is shown with the one that it would have come after.
    return selection.kind == Selection::Kind::Omission ? m_session->lineage().messageOf(What::Omission, selection.index)
                                                       : selection.message;
}

MessageInspector::Mode MessageInspector::modeFor(const Selection &selection) const
{
    switch (selection.kind) {
    case Selection::Kind::Field:
    case Selection::Kind::Bytes:
        return m_picked == Steps ? Wire : m_picked;
    case Selection::Kind::Record:
        return m_picked == Layers ? Layers : Wire; // records have no bytes elsewhere
    case Selection::Kind::Derivation:
    case Selection::Kind::Check:
    case Selection::Kind::Decision:
    case Selection::Kind::State:
    case Selection::Kind::Omission:
        return Steps;
    case Selection::Kind::None:
    case Selection::Kind::Message:
        break;
    }
    return m_session->granularity() == Granularity::Operation && m_steps->holdsPlayhead() ? Steps : m_picked;
}

void MessageInspector::showMessage(std::optional<MessageId> message)
{
    m_message = message;
    m_modes->setEnabled(message.has_value());
    m_fields->setMessage(message);
    m_steps->setMessage(message);
    m_layers->setMessage(message);
    if (!message) {
        m_pages->setCurrentWidget(m_nothing);
        m_links->clear();
    }
    fillHead();
}

/// How a message is protected; in TLS 1.3 under which keys.
QString MessageInspector::protectionText(const Trace &trace, MessageId id)
{
    const bool tls13 = familyOf(trace) == Family::Tls13;
    switch (keyPhase(trace, id)) {
    case KeyPhase::Clear:
        return tr("clear");
    case KeyPhase::EarlyData:
        return tr("early data keys");
    case KeyPhase::Handshake:
        return tr("handshake keys");
    case KeyPhase::Application:
        return tls13 ? tr("application keys") : tr("encrypted");
    }
    return {};
}

void MessageInspector::fillHead()
{
    for (QLabel *chip : {m_protocol, m_direction, m_protection, m_error})
        chip->setVisible(false);
    m_title->setText(m_message ? QString() : tr("Message"));
    if (!m_message)
        return;
    const Message &message = (*m_session->trace())[*m_message];
    const auto say = [](QLabel *chip, const QString &text) {
        chip->setText(text);
        chip->setVisible(true);
    };
    m_title->setText(QStringLiteral("#%1 %2").arg(m_message->index + 1).arg(toQString(message.name)));
    say(m_protocol, protocolName(message.protocol));
    say(m_direction, message.from == Side::Client ? tr("client → server") : tr("server → client"));
    say(m_protection, protectionText(*m_session->trace(), *m_message));
    if (message.error) {
        say(m_error, tr("cannot be decoded"));
        m_error->setToolTip(toQString(message.error->what).toHtmlEscaped());
    }
    fitHead();
}

/// Where everything does not fit into one line, the protocol goes: the tree and the layers say it too.
void MessageInspector::fitHead()
{
    QWidget *head = m_title->parentWidget();
    m_protocol->setVisible(m_message.has_value());
    head->layout()->invalidate();
    const int line = head->layout()->heightForWidth(head->width());
    m_protocol->setVisible(false);
    head->layout()->invalidate();
    const int without = head->layout()->heightForWidth(head->width());
    m_protocol->setVisible(m_message.has_value() && line <= without);
}

void MessageInspector::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitHead();
}

void MessageInspector::showMode(Mode mode)
{
    m_modes->setCurrent(mode);
    if (mode == Steps) {
        m_pages->setCurrentWidget(m_steps);
        m_steps->markSelection();
        return;
    }
    if (mode == Layers) {
        m_pages->setCurrentWidget(m_layers);
        m_layers->markSelection();
        m_fields->markSelection(); // says what is selected, below
        return;
    }
    m_pages->setCurrentWidget(m_fields);
    m_fields->setView(mode == Decoded ? WireImage::View::Decoded : WireImage::View::Wire);
    m_fields->markSelection();
}

MessageInspector::Mode MessageInspector::mode() const
{
    return static_cast<Mode>(m_modes->current());
}

void MessageInspector::setMode(Mode mode)
{
    m_picked = mode;
    if (m_message)
        showMode(mode);
}

} // namespace hd::ui
