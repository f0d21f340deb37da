// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/linkrow.h"

#include "inspectors/consequencelist.h"
#include "inspectors/linkstrip.h"
#include "models/stepmodel.h"
#include "models/valuetext.h"
#include "session/session.h"
#include "theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace hd::ui {

LinkRow::LinkRow(Session *session, Theme *theme, QWidget *parent)
    : QFrame(parent),
      m_session(session),
      m_theme(theme),
      m_name(new QLabel(this)),
      m_range(new QLabel(this)),
      m_size(new QLabel(this)),
      m_origin(new QLabel(this)),
      m_made(new LinkStrip(theme, this)),
      m_used(new LinkStrip(theme, this)),
      m_all(new QToolButton(this))
{
    setObjectName(QStringLiteral("linkRow"));
    for (QLabel *label : {m_name, m_range, m_size, m_origin})
        label->setTextFormat(Qt::PlainText);
    m_range->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_used->setRightAligned(true);
    m_made->setRightAligned(true);
    auto *layout = new QHBoxLayout(this);
    layout->addWidget(m_name);
    layout->addWidget(m_range);
    layout->addWidget(m_size);
    layout->addStretch(1);
    layout->addWidget(m_origin);
    layout->addWidget(m_made);
    layout->addWidget(m_used);
    layout->addWidget(m_all);
    m_all->hide();
    m_origin->hide();
    connect(m_all, &QToolButton::clicked, this, &LinkRow::showAll);
    connect(theme, &Theme::changed, this, &LinkRow::restyle);
    restyle();
}

void LinkRow::restyle()
{
    const Colors &colors = m_theme->colors();
    setStyleSheet(QStringLiteral("#linkRow { background: %1; border: none; border-top: 1px solid %2; "
                                 "border-bottom: 1px solid %2; }")
                      .arg(colors.window.name(), colors.hairline.name()));
    setFixedHeight(m_theme->px(32));
    layout()->setContentsMargins(m_theme->px(16), 0, m_theme->px(16), 0);
    layout()->setSpacing(m_theme->px(16));
    m_name->setFont(m_theme->ui(Fonts::meta, QFont::DemiBold));
    m_range->setFont(m_theme->mono(Fonts::meta));
    m_size->setFont(m_theme->ui(Fonts::meta));
    m_origin->setFont(m_theme->ui(Fonts::meta));
    m_all->setStyleSheet(QStringLiteral("QToolButton { color: %1; padding: 2px 0px; border: none; font-size: %2px; }"
                                        "QToolButton:hover, QToolButton:focus { text-decoration: underline; "
                                        "background: transparent; }")
                             .arg(colors.accent.name())
                             .arg(m_theme->px(Fonts::meta)));
    for (QLabel *label : {m_range, m_size, m_origin}) {
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, colors.text2);
        label->setPalette(palette);
    }
}

void LinkRow::showBytes(const QString &name, Range range, const std::optional<FieldRef> &field)
{
    m_name->setText(name);
    m_bytes = range;
    m_field = field;
    m_derivation.reset();
    relink();
}

void LinkRow::showStep(const QString &subject)
{
    showBytes(subject, {}, std::nullopt);
}

void LinkRow::showDerivation(DerivationId derivation)
{
    const Derivation &own = (*m_session->trace())[derivation];
    m_name->setText(toQString(own.name));
    m_bytes = {0, static_cast<std::uint32_t>(own.output.size())};
    m_field.reset();
    m_derivation = derivation;
    relink();
}

void LinkRow::clear()
{
    m_name->clear();
    m_range->clear();
    m_size->clear();
    m_field.reset();
    m_derivation.reset();
    m_origin->hide();
    m_all->hide();
    m_made->setLinks({});
    m_used->setLinks({});
}

Link LinkRow::linkTo(DerivationId id) const
{
    const Trace &trace = *m_session->trace();
    return {QStringLiteral("→ ") + toQString(trace[id].name), StepModel::partyName(trace[id].by),
            [session = m_session, id] { session->select(session->derivationSelection(id)); }};
}

Link LinkRow::linkTo(const FieldRef &field) const
{
    return {QStringLiteral("#%1 %2").arg(field.message.index + 1).arg(toQString(field.path)), QString(),
            [session = m_session, field] {
                session->select(session->fieldSelection(field.message, toQString(field.path)));
            }};
}

Link LinkRow::linkToDecision(std::uint32_t decision) const
{
    Selection selection;
    selection.kind = Selection::Kind::Decision;
    selection.index = decision;
    const Decision &made = m_session->trace()->decisions[decision];
    return {QStringLiteral("→ ") + toQString(made.what), StepModel::partyName(made.by),
            [session = m_session, selection] { session->select(selection); }};
}

/// Both parties use most values in the same way: one link for each name.
QList<Link> LinkRow::usedBy() const
{
    QList<Link> links;
    if (!m_field && !m_derivation)
        return links;
    const Trace &trace = *m_session->trace();
    const Uses uses = m_field ? m_session->lineage().usesOf(*m_field) : m_session->lineage().usesOf(*m_derivation);
    QStringList names;
    const auto isNew = [&names](const QString &name) {
        const bool known = names.contains(name);
        names.append(name);
        return !known;
    };
    for (const DerivationId id : uses.derivations)
        if (isNew(toQString(trace[id].name)))
            links.append(linkTo(id));
    for (const std::uint32_t check : uses.checks)
        if (const QString name = toQString(trace.checks[check].name); isNew(name))
            links.append({QStringLiteral("→ ") + name, StepModel::partyName(trace.checks[check].by),
                          [session = m_session, check] { session->select(session->checkSelection(check)); }});
    return links;
}

void LinkRow::relink()
{
    const auto hex = [](std::uint32_t at) { return QStringLiteral("0x%1").arg(at, 4, 16, QLatin1Char('0')); };
    const bool placed = m_bytes.length > 0 && !m_derivation;
    m_range->setText(placed ? hex(m_bytes.offset) + QChar(0x2013) + hex(m_bytes.end() - 1) : QString());
    m_size->setText(byteCountText(m_bytes.length));
    showOrigin();
    m_used->setCaption(tr("used by"));
    m_used->setLinks(usedBy());
    const std::size_t count = m_name->text().isEmpty() ? 0 : m_session->consequences().size();
    m_all->setVisible(count > 0);
    m_all->setText(tr("affects %1 in all").arg(count));
    m_all->setToolTip(tr("Lists everything that follows from this value"));
    fit();
}

/// Where room is short, the length goes first and then the offsets, which the other views show too.
void LinkRow::fit()
{
    const auto needed = [this] {
        layout()->invalidate();
        return layout()->minimumSize().width();
    };
    m_range->setVisible(!m_range->text().isEmpty());
    m_size->setVisible(m_bytes.length > 0);
    if (needed() > width())
        m_size->hide();
    if (needed() > width())
        m_range->hide();
}

QSize LinkRow::minimumSizeHint() const
{
    return {200, height()};
}

void LinkRow::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fit();
}

/// What made the bytes, in words and, where it is something to go to, as a link.
void LinkRow::showOrigin()
{
    const Trace &trace = *m_session->trace();
    QString caption;
    QList<Link> made;
    if (m_derivation) {
        caption = toQString(trace[*m_derivation].operation);
    } else if (m_field) {
        const Field *field = trace[m_field->message].field(m_field->path);
        const Origin origin = field ? m_session->lineage().originOf(m_field->message, field->range) : Origin();
        switch (origin.kind) {
        case Origin::Kind::Derivation:
            caption = tr("made by");
            made.append(linkTo(*origin.derivation));
            break;
        case Origin::Kind::Copied:
            caption = tr("copied from");
            for (const FieldRef &source : origin.sources)
                made.append(linkTo(source));
            break;
        case Origin::Kind::Chosen:
            caption = tr("chosen");
            made.append(linkToDecision(*origin.decision));
            break;
        case Origin::Kind::Framing:
            caption = tr("framing");
            break;
        case Origin::Kind::Sender:
            caption = tr("set by the sender");
            break;
        }
    }
    m_origin->setText(made.isEmpty() ? caption : QString());
    m_origin->setVisible(!m_origin->text().isEmpty());
    m_made->setCaption(made.isEmpty() ? QString() : caption);
    m_made->setLinks(made);
}

void LinkRow::showAll()
{
    new ConsequenceList(m_session, m_theme, m_name->text(), m_all->mapToGlobal(QPoint(m_all->width(), 0)), this);
}

void LinkRow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange && !m_name->text().isEmpty())
        relink();
    QFrame::changeEvent(event);
}

} // namespace hd::ui
