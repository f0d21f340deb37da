// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/certificates/certificatepane.h"

#include "inspectors/fieldtreeview.h"
#include "inspectors/hexview.h"
#include "inspectors/linkstrip.h"
#include "models/certificatefieldmodel.h"
#include "models/chainstepmodel.h"
#include "models/fieldmodel.h"
#include "models/valuetext.h"
#include "session/sessionnews.h"
#include "theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

namespace hd::ui {

CertificatePane::CertificatePane(Session *session, Theme *theme, ChainStepModel *steps, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_theme(theme),
      m_steps(steps),
      m_fields(new CertificateFieldModel(this)),
      m_tree(new FieldTreeView(theme, this)),
      m_hex(new HexView(theme, this)),
      m_splitter(new QSplitter(Qt::Horizontal, this)),
      m_note(new QLabel(this))
{
    m_tree->setModel(m_fields);
    m_tree->setMinimumWidth(240);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_tree);
    m_splitter->addWidget(m_hex);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { m_layoutIsUsers = true; });
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setObjectName(QStringLiteral("certificateNote"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_note);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(makeFoot());

    connect(m_tree, &FieldTreeView::picked, this, &CertificatePane::pickRow);
    connect(m_tree, &FieldTreeView::pointed, this, [this](const QModelIndex &index) {
        hoverRange(index.isValid() ? std::optional(m_fields->range(index)) : std::nullopt);
    });
    connect(m_hex, &HexView::byteActivated, this, [this](std::uint32_t offset) {
        pickRow(m_fields->indexAround({offset, 1}));
    });
    connect(m_hex, &HexView::rangeSelected, this, &CertificatePane::pick);
    connect(m_hex, &HexView::byteHovered, this, [this](std::optional<std::uint32_t> offset) {
        hoverRange(offset ? std::optional(m_fields->range(m_fields->indexAround({*offset, 1}))) : std::nullopt);
    });
    auto *news = new SessionNews(session, this);
    connect(news, &SessionNews::hoverChanged, this, &CertificatePane::markHover);
    connect(theme, &Theme::changed, this, &CertificatePane::restyle);
    restyle();
}

/// Until somebody moves the splitter: rows of sixteen bytes where they leave enough for the fields, else of eight.
void CertificatePane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_layoutIsUsers)
        return;
    const int usual = m_theme->px(336), room = width() - m_splitter->handleWidth();
    const int beside = m_hex->wideWidth() + m_theme->px(16);
    const int fields = room < usual + beside ? room * 11 / 20 : room - beside;
    m_splitter->setSizes({fields, room - fields});
}

QWidget *CertificatePane::makeFoot()
{
    auto *foot = new QWidget(this);
    foot->setObjectName(QStringLiteral("certificateFoot"));
    foot->setAttribute(Qt::WA_StyledBackground);
    m_parts = new LinkStrip(m_theme, foot);
    m_checked = new LinkStrip(m_theme, foot);
    m_checked->setRightAligned(true);
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins(16, 4, 16, 4);
    layout->setSpacing(16);
    m_hint = new QLabel(foot);
    m_hint->setMinimumHeight(m_parts->sizeHint().height());
    layout->addWidget(m_hint, 1);
    layout->addWidget(m_parts, 1);
    layout->addWidget(m_checked);
    return foot;
}

void CertificatePane::restyle()
{
    const Colors &colors = m_theme->colors();
    setStyleSheet(QStringLiteral("#certificateFoot { background: %1; border-top: 1px solid %2; }"
                                 "#certificateNote { background: %3; color: %4; border-bottom: 1px solid %2; "
                                 "padding: 6px 16px; }")
                      .arg(colors.window.name(), colors.hairline.name(), colors.linked.name(), colors.text1.name()));
    m_note->setFont(m_theme->ui(Fonts::meta));
    m_hint->setFont(m_theme->ui(Fonts::meta));
}

void CertificatePane::retranslate()
{
    m_tree->setAccessibleName(tr("Fields of the certificate"));
    m_hex->setAccessibleName(tr("Bytes of the certificate"));
    m_hint->setText(tr("Choose a field or a byte"));
    m_parts->setAccessibleName(tr("Tag, length and content"));
    m_checked->setAccessibleName(tr("Steps that look at this"));
    describe(m_tree->currentIndex());
}

void CertificatePane::setCertificate(const CertificateChain *chain, std::uint32_t index)
{
    const ChainCertificate *shown = chain ? &chain->path[index] : nullptr;
    const Bytes der = shown ? shown->der : Bytes();
    m_index = index;
    m_field = shown ? shown->field : std::nullopt;
    m_place = {};
    if (m_field)
        if (const Field *field = (*m_session->trace())[m_field->message].field(m_field->path))
            m_place = field->range;
    if (der != m_fields->der()) {
        m_fields->setCertificate(der);
        std::vector<Range> stripes; // every other leaf
        const std::vector<Range> leaves = m_fields->leaves();
        for (std::size_t i = 1; i < leaves.size(); i += 2)
            stripes.push_back(leaves[i]);
        m_hex->setContent(der, std::move(stripes), {});
        std::vector<HexPart> parts;
        for (const Range &leaf : leaves) {
            const QModelIndex field = m_fields->indexAround(leaf);
            parts.push_back(
                {QString::fromStdString(m_fields->path(field)), field.siblingAtColumn(1).data().toString(), leaf});
        }
        m_hex->setParts(std::move(parts));
        m_tree->expandUsual();
    }
    QString note = m_fields->error();
    if (!note.isEmpty())
        note = tr("Not everything here is DER: %1").arg(note);
    else if (shown && !m_field)
        note = tr("This certificate was not sent: whoever relies on it had it before, as one that is trusted.");
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

std::optional<Range> CertificatePane::within(const Selection &selection) const
{
    const bool bytes = selection.kind == Selection::Kind::Field || selection.kind == Selection::Kind::Bytes;
    if (!m_field || !bytes || selection.message != m_field->message || selection.bytes.offset < m_place.offset ||
        selection.bytes.end() > m_place.end())
        return std::nullopt;
    return Range{selection.bytes.offset - m_place.offset, selection.bytes.length};
}

void CertificatePane::markSelection()
{
    const std::optional<Range> range = within(m_session->selection());
    const QModelIndex index = range ? m_fields->indexAround(*range) : QModelIndex();
    m_tree->showCurrent(index);
    m_hex->setSelection(range ? std::vector{*range} : std::vector<Range>{});
    describe(index);
}

void CertificatePane::hoverRange(std::optional<Range> range)
{
    if (!m_field)
        return;
    m_session->hover(range
                         ? m_session->bytesSelection(m_field->message, {m_place.offset + range->offset, range->length})
                         : Selection{});
}

void CertificatePane::markHover()
{
    const std::optional<Range> range = within(m_session->hovered());
    m_tree->setHovered(range ? m_fields->indexAround(*range) : QModelIndex());
    m_hex->setHovered(range ? std::vector{*range} : std::vector<Range>{});
}

void CertificatePane::pickRow(const QModelIndex &index)
{
    if (index.isValid())
        pick(m_fields->range(index));
}

void CertificatePane::pick(Range range)
{
    if (m_field) {
        m_session->select(m_session->bytesSelection(m_field->message, {m_place.offset + range.offset, range.length}));
        return;
    }
    const QModelIndex index = m_fields->indexAround(range); // these bytes are in no message
    m_tree->showCurrent(index);
    m_hex->setSelection({range});
    describe(index);
}

void CertificatePane::describe(const QModelIndex &index)
{
    QList<Link> parts;
    for (const CertificateFieldModel::Part &part : m_fields->parts(index))
        parts.append({part.text, {}, [this, range = part.range] { pick(range); }});
    const auto hex = [](std::uint32_t at) { return QStringLiteral("0x%1").arg(at, 4, 16, QLatin1Char('0')); };
    const Range range = m_fields->range(index);
    m_hint->setVisible(!index.isValid()); // in the same place, so that nothing moves under the mouse
    m_parts->setVisible(index.isValid());
    if (index.isValid())
        m_parts->setCaption(QStringLiteral("%1–%2").arg(hex(range.offset), hex(range.end() - 1)));
    m_parts->setLinks(parts);
    fillLinks(index);
}

/// A value belongs to what looks at it or at anything around it.
QList<int> CertificatePane::stepsAbout(const QModelIndex &index) const
{
    QList<int> rows;
    if (index.isValid() && index.parent().isValid())
        for (const int row : m_steps->rowsAbout(m_index, m_fields->path(index)))
            rows.append(row);
    return rows;
}

void CertificatePane::fillLinks(const QModelIndex &index)
{
    QList<Link> links;
    for (const int row : stepsAbout(index)) {
        const std::optional<std::uint32_t> check = m_steps->check(row);
        if (!check)
            continue;
        const QModelIndex step = m_steps->index(row, 0);
        links.append({QStringLiteral("→ ") +
                          ChainStepModel::shortName(step.data(ChainStepModel::StepRole).toString().toStdString()) +
                          QStringLiteral(": ") + step.data(ChainStepModel::MarkTextRole).toString(),
                      step.data().toString(),
                      [session = m_session, at = *check] { session->select(session->checkSelection(at)); }});
    }
    m_checked->setCaption(tr("looked at by"));
    m_checked->setLinks(links);
}

} // namespace hd::ui
