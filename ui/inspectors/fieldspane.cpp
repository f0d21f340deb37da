// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/fieldspane.h"

#include "inspectors/fieldtreeview.h"
#include "inspectors/hexview.h"
#include "inspectors/structurestrip.h"
#include "models/fieldmodel.h"
#include "models/valuetext.h"
#include "session/linked.h"
#include "session/sessionnews.h"
#include "theme/theme.h"

#include <QEvent>
#include <QVBoxLayout>

namespace hd::ui {

FieldsPane::FieldsPane(Session *session, Theme *theme, QWidget *parent)
    : QSplitter(Qt::Horizontal, parent),
      m_session(session),
      m_theme(theme),
      m_fields(new FieldModel(this)),
      m_tree(new FieldTreeView(theme, this)),
      m_strip(new StructureStrip(theme, this)),
      m_hex(new HexView(theme, this))
{
    m_tree->setModel(m_fields);
    m_tree->setMinimumWidth(240);
    auto *bytes = new QWidget(this);
    bytes->setBackgroundRole(QPalette::Base);
    bytes->setAutoFillBackground(true);
    auto *column = new QVBoxLayout(bytes);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_strip);
    column->addWidget(m_hex, 1);

    setHandleWidth(1);
    setChildrenCollapsible(false);
    addWidget(m_tree);
    addWidget(bytes);
    setStretchFactor(0, 0);
    setStretchFactor(1, 1);
    connect(theme, &Theme::changed, this, &FieldsPane::layOut);
    connect(this, &QSplitter::splitterMoved, this, [this] { m_layoutIsUsers = true; });
    connectViews();
}

// Until somebody moves the splitter: 336 of 679 for the fields, and more as far as rows of sixteen bytes allow.
void FieldsPane::layOut()
{
    if (m_layoutIsUsers)
        return;
    const int usual = m_theme->px(336);
    const int room = width() - handleWidth();
    const int beside = m_hex->wideWidth() + m_theme->px(16); // a little more than the least
    const int fields = room < usual + beside ? std::min(usual, room / 2) : room - beside;
    setSizes({fields, room - fields});
}

void FieldsPane::resizeEvent(QResizeEvent *event)
{
    QSplitter::resizeEvent(event);
    layOut();
}

void FieldsPane::connectViews()
{
    connect(m_tree, &FieldTreeView::picked, this, &FieldsPane::pickField);
    connect(m_tree, &FieldTreeView::pointed, this,
            [this](const QModelIndex &index) { m_session->hover(selectionOf(index)); });
    connect(m_hex, &HexView::byteActivated, this, &FieldsPane::pickByte);
    connect(m_hex, &HexView::rangeSelected, this, &FieldsPane::pickRange);
    connect(m_hex, &HexView::byteHovered, this, [this](std::optional<std::uint32_t> offset) {
        m_session->hover(offset ? selectionOf(fieldAt(*offset)) : Selection{});
    });
    connect(m_strip, &StructureStrip::clicked, this, &FieldsPane::pickByte);
    auto *news = new SessionNews(m_session, this);
    connect(news, &SessionNews::hoverChanged, this, &FieldsPane::markHover);
    connect(m_session, &Session::secretsShownChanged, m_fields, &FieldModel::setSecretsShown);
    m_fields->setSecretsShown(m_session->secretsShown());
}

void FieldsPane::retranslate()
{
    m_tree->setAccessibleName(tr("Fields"));
    m_hex->setAccessibleName(tr("Bytes"));
}

void FieldsPane::setMessage(std::optional<MessageId> message)
{
    m_message = message;
    if (message) {
        m_fields->setMessage(m_session->trace(), *message);
        m_tree->expandUsual();
    } else {
        m_fields->clear();
    }
    fillBytes();
}

void FieldsPane::setView(WireImage::View view)
{
    if (view == m_view)
        return;
    m_view = view;
    fillBytes();
}

void FieldsPane::fillBytes()
{
    if (!m_message) {
        m_image = {};
        m_hex->setContent({}, {}, {});
        m_strip->setContent(0, {});
        return;
    }
    const Trace &trace = *m_session->trace();
    const bool decoded = m_view == WireImage::View::Decoded;
    m_image = WireImage(trace, *m_message, m_view);
    const std::vector<Range> leaves = m_fields->leaves(m_image, decoded || !trace[*m_message].encrypted);
    std::vector<Range> stripes; // every other field
    for (std::size_t i = 1; i < leaves.size(); i += 2)
        stripes.push_back(leaves[i]);
    m_hex->setContent(m_image.bytes(), std::move(stripes), m_image.foreign());
    std::vector<HexPart> parts;
    for (const Range &leaf : leaves) {
        const QModelIndex field = fieldAt(leaf.offset);
        parts.push_back({field.data(FieldModel::PathRole).toString(),
                         field.siblingAtColumn(FieldModel::Value).data().toString(), leaf});
    }
    m_hex->setParts(std::move(parts));
    m_strip->setContent(m_image.size(), leaves);
}

QModelIndex FieldsPane::indexOf(const Selection &selection) const
{
    switch (selection.kind) {
    case Selection::Kind::Message:
        return m_fields->indexOfProtocol();
    case Selection::Kind::Field:
        return m_fields->indexOfField(selection.fieldPath);
    case Selection::Kind::Record:
        return m_fields->indexOfRecordPart(RecordId{selection.index}, selection.fieldPath);
    case Selection::Kind::Bytes:
        return m_fields->indexAround(selection.bytes);
    default: // what holds the selected value, or what a check or a decision is about
        for (const FieldRef &field : m_session->linked().fields)
            if (field.message == *m_message)
                return m_fields->indexOfField(toQString(field.path));
        return {};
    }
}

void FieldsPane::markSelection()
{
    if (!m_message)
        return;
    const QModelIndex index = indexOf(m_session->selection());
    m_tree->showCurrent(index);
    markBytes(index);
}

void FieldsPane::markBytes(const QModelIndex &index)
{
    const Selection &selection = m_session->selection();
    std::vector<Range> ranges;
    if (selection.kind == Selection::Kind::Bytes)
        ranges = m_image.fromMessage(selection.bytes);
    else if (selection.kind != Selection::Kind::Message)
        ranges = m_fields->imageRanges(index, m_image);
    m_hex->setSelection(ranges);
    m_strip->setSelection(ranges);

    const Message &message = (*m_session->trace())[*m_message];
    const bool bytes = selection.kind == Selection::Kind::Bytes;
    if (selection.kind == Selection::Kind::Message || (!bytes && !index.isValid())) {
        Q_EMIT described(toQString(message.name), {0, m_image.size()}, std::nullopt);
        return;
    }
    const Range shown = ranges.empty() ? (bytes ? selection.bytes : m_fields->range(index))
                                       : Range{ranges.front().offset, ranges.back().end() - ranges.front().offset};
    std::optional<FieldRef> field;
    const QString path = index.data(FieldModel::PathRole).toString();
    if (selection.kind == Selection::Kind::Field || (bytes && message.field(path.toStdString())))
        field = FieldRef{*m_message, path.toStdString()};
    Q_EMIT described(bytes ? tr("bytes") : index.data().toString(), shown, field);
}

void FieldsPane::markHover()
{
    const Selection &hovered = m_session->hovered();
    const bool here = m_message && hovered.message == m_message && hovered.kind != Selection::Kind::Message;
    const QModelIndex index = here ? indexOf(hovered) : QModelIndex();
    m_tree->setHovered(index);
    m_hex->setHovered(m_fields->imageRanges(index, m_image));
}

Selection FieldsPane::selectionOf(const QModelIndex &index) const
{
    if (!index.isValid() || !m_message)
        return {};
    const QVariant record = index.data(FieldModel::RecordRole);
    const QString path = index.data(FieldModel::PathRole).toString();
    if (!record.isValid())
        return index == m_fields->indexOfProtocol() ? Session::messageSelection(*m_message)
                                                    : m_session->fieldSelection(*m_message, path);
    Selection selection = Session::messageSelection(*m_message);
    selection.kind = Selection::Kind::Record;
    selection.index = record.toUInt();
    selection.fieldPath = path;
    return selection;
}

QModelIndex FieldsPane::fieldAt(std::uint32_t offset) const
{
    if (const std::optional<std::uint32_t> own = m_image.toMessage(offset)) {
        const FieldTree &fields = (*m_session->trace())[*m_message].fields;
        if (const std::optional<FieldIndex> leaf = fields.leafAt(*own))
            return m_fields->indexOfField(toQString(fields.path(*leaf)));
    }
    if (const std::optional<WireImage::RecordByte> at = m_image.toRecord(offset))
        return m_fields->recordPartAt(at->record, at->offset);
    return {};
}

void FieldsPane::pickField(const QModelIndex &index)
{
    m_session->select(selectionOf(index));
}

void FieldsPane::pickByte(std::uint32_t offset)
{
    const QModelIndex index = fieldAt(offset);
    if (index.isValid())
        m_session->select(selectionOf(index));
}

void FieldsPane::pickRange(Range range)
{
    std::optional<Range> own; // what of it belongs to the message
    for (std::uint32_t at = range.offset; at < range.end(); ++at) {
        const std::optional<std::uint32_t> byte = m_image.toMessage(at);
        if (byte && !own)
            own = Range{*byte, 1};
        else if (byte)
            own->length = *byte - own->offset + 1;
    }
    if (own)
        m_session->select(m_session->bytesSelection(*m_message, *own));
}

} // namespace hd::ui
