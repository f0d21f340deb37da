// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/linkrow.h"

#include "inspectors/linkstrip.h"
#include "models/stepmodel.h"
#include "models/valuetext.h"
#include "session/session.h"
#include "theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace hd::ui {

LinkRow::LinkRow(Session *session, Theme *theme, QWidget *parent)
    : QFrame(parent),
      m_session(session),
      m_theme(theme),
      m_name(new QLabel(this)),
      m_range(new QLabel(this)),
      m_size(new QLabel(this)),
      m_made(new LinkStrip(theme, this)),
      m_used(new LinkStrip(theme, this))
{
    setObjectName(QStringLiteral("linkRow"));
    setFixedHeight(32);
    for (QLabel *label : {m_name, m_range, m_size})
        label->setTextFormat(Qt::PlainText);
    m_range->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_used->setRightAligned(true);
    m_made->setRightAligned(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 0, 16, 0);
    layout->setSpacing(16);
    layout->addWidget(m_name);
    layout->addWidget(m_range);
    layout->addWidget(m_size);
    layout->addStretch(1);
    layout->addWidget(m_made);
    layout->addWidget(m_used);
    connect(theme, &Theme::changed, this, &LinkRow::restyle);
    restyle();
}

void LinkRow::restyle()
{
    const Colors &colors = m_theme->colors();
    setStyleSheet(QStringLiteral("#linkRow { background: %1; border: none; border-top: 1px solid %2; "
                                 "border-bottom: 1px solid %2; }")
                      .arg(colors.window.name(), colors.hairline.name()));
    m_name->setFont(Fonts::ui(Fonts::meta, QFont::DemiBold));
    m_range->setFont(Fonts::mono(Fonts::meta));
    m_size->setFont(Fonts::ui(Fonts::meta));
    for (QLabel *label : {m_range, m_size}) {
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
    m_made->setLinks({});
    m_used->setLinks({});
}

Link LinkRow::linkTo(DerivationId id) const
{
    const Trace &trace = *m_session->trace();
    return {QStringLiteral("→ ") + toQString(trace[id].name), StepModel::partyName(trace[id].by),
            [session = m_session, id] { session->select(session->derivationSelection(id)); }};
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
    m_range->setVisible(placed);
    m_size->setVisible(m_bytes.length > 0);
    m_size->setText(byteCountText(m_bytes.length));
    QList<Link> made;
    if (m_field)
        if (const std::optional<DerivationId> origin = m_session->lineage().originOf(*m_field))
            made.append(linkTo(*origin));
    m_made->setCaption(tr("made by"));
    m_used->setCaption(tr("used by"));
    m_made->setLinks(made);
    m_used->setLinks(usedBy());
}

void LinkRow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange && !m_name->text().isEmpty())
        relink();
    QFrame::changeEvent(event);
}

} // namespace hd::ui
