// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/records/recordsinspector.h"

#include "inspectors/headlayout.h"
#include "inspectors/linkstrip.h"
#include "inspectors/panehead.h"
#include "inspectors/records/recordbytes.h"
#include "inspectors/records/recordlist.h"
#include "inspectors/records/recordpicture.h"
#include "inspectors/records/sealingtext.h"
#include "models/recordlistmodel.h"
#include "models/valuetext.h"
#include "session/linked.h"
#include "session/sessionnews.h"
#include "theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace hd::ui {

RecordsInspector::RecordsInspector(Session *session, Theme *theme, Explanations *texts, QWidget *parent)
    : QWidget(parent), m_session(session), m_theme(theme), m_model(new RecordListModel(this))
{
    m_list = new RecordList(theme, this);
    m_list->setRecords(m_model);
    m_text = new SealingText(session, theme, texts, this);
    m_splitter = new QSplitter(Qt::Vertical, this);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(makeDetail());
    m_splitter->setStretchFactor(1, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(makeNotice());
    layout->addWidget(m_splitter, 1);
    connectViews();
    restyle();
    adoptTrace();
}

QWidget *RecordsInspector::makeHead()
{
    QFrame *head = makePaneHead(this);
    m_title = new QLabel(head);
    m_count = makeChip(head);
    m_suite = makeChip(head);
    auto *layout = new HeadLayout(m_theme, head);
    for (QLabel *label : {m_title, m_count, m_suite})
        layout->addWidget(label);
    return head;
}

QWidget *RecordsInspector::makeNotice()
{
    m_notice = new QFrame(this);
    m_notice->setObjectName(QStringLiteral("recordsNotice"));
    m_noticeText = new QLabel(m_notice);
    m_noticeText->setTextFormat(Qt::PlainText);
    m_noticeText->setWordWrap(true);
    m_jump = new LinkStrip(m_theme, m_notice);
    auto *layout = new QHBoxLayout(m_notice);
    layout->setContentsMargins(16, 6, 16, 6);
    layout->setSpacing(0);
    layout->addWidget(m_noticeText, 1);
    layout->addWidget(m_jump);
    return m_notice;
}

QWidget *RecordsInspector::makeDetail()
{
    m_detail = new QStackedWidget(this);
    m_hint = new QLabel(m_detail);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_hint->setMargin(24);
    auto *record = new QWidget(m_detail);
    m_picture = new RecordPicture(m_theme, record);
    m_bytes = new RecordBytes(m_theme, record);
    m_columns = new QSplitter(Qt::Horizontal, record);
    m_columns->setHandleWidth(1);
    m_columns->setChildrenCollapsible(false);
    m_columns->addWidget(m_bytes);
    m_columns->addWidget(m_text);
    m_columns->setStretchFactor(0, 1);
    auto *layout = new QVBoxLayout(record);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_picture);
    auto *line = new QFrame(record);
    line->setObjectName(QStringLiteral("hairline"));
    line->setFixedHeight(1);
    layout->addWidget(line);
    layout->addWidget(m_columns, 1);
    m_detail->addWidget(m_hint);
    m_detail->addWidget(record);
    m_detail->setBackgroundRole(QPalette::Base);
    m_detail->setAutoFillBackground(true);
    return m_detail;
}

void RecordsInspector::connectViews()
{
    auto *news = new SessionNews(m_session, this);
    connect(news, &SessionNews::traceChanged, this, &RecordsInspector::adoptTrace);
    connect(news, &SessionNews::selectionChanged, this, &RecordsInspector::adoptSelection);
    connect(news, &SessionNews::playheadChanged, this, [this](Playhead, Playhead to) { adoptPlayhead(to); });
    connect(m_theme, &Theme::changed, this, &RecordsInspector::restyle);
    connect(m_list, &RecordList::picked, this,
            [this](RecordId record) { m_session->select(m_session->recordSelection(record)); });
    connect(m_picture, &RecordPicture::picked, this, &RecordsInspector::pickPart);
    connect(m_bytes, &RecordBytes::byteActivated, this, &RecordsInspector::pickByte);
    connect(m_bytes, &RecordBytes::rangeSelected, this,
            [this](Range wire) { m_session->select(m_session->recordBytesSelection(*m_record, wire)); });
    for (QSplitter *splitter : {m_splitter, m_columns})
        connect(splitter, &QSplitter::splitterMoved, this, [this] { m_layoutIsUsers = true; });
}

void RecordsInspector::restyle()
{
    const Colors &colors = m_theme->colors();
    setStyleSheet(
        QStringLiteral("#paneHead, #recordsNotice { background: %1; border: none; border-bottom: 1px solid %2; }"
                       "#recordsNotice { background: %3; } #hairline { background: %2; border: none; }")
            .arg(colors.base.name(), colors.hairline.name(), colors.linked.name()));
    m_title->setFont(m_theme->ui(Fonts::title, QFont::DemiBold));
    m_noticeText->setFont(m_theme->ui(Fonts::meta));
    QPalette palette = m_hint->palette();
    palette.setColor(QPalette::WindowText, colors.text2);
    m_hint->setPalette(palette);
    m_hint->setFont(m_theme->ui(Fonts::body));
    layOut();
}

void RecordsInspector::retranslate()
{
    m_title->setText(tr("Records"));
    m_list->setAccessibleName(tr("All records"));
    m_picture->setAccessibleName(tr("The record to scale"));
    m_hint->setText(tr("Everything travels in records. Choose one to see its header, what it carries, and how it was "
                       "sealed."));
    m_bytes->retranslate();
    m_text->retranslate();
    m_list->placeColumns();
    const auto count = m_session->trace()->records.size();
    m_count->setText(count == 1 ? tr("1 record") : tr("%1 records").arg(count));
    fillNotice();
}

void RecordsInspector::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void RecordsInspector::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
}

/// Until somebody moves a splitter: a third of the height for the list, three fifths of the width for the bytes.
void RecordsInspector::layOut()
{
    if (m_layoutIsUsers)
        return;
    const int room = height() - m_theme->px(40);
    const int list = std::max(m_theme->px(24 * 5), room / 3);
    m_splitter->setSizes({list, room - list});
    const int text = std::max(m_theme->px(252), width() * 2 / 5);
    m_columns->setSizes({width() - text, text});
}

// What is shown -----------------------------------------------------------------------------------------------------

void RecordsInspector::adoptTrace()
{
    m_record.reset();
    m_model->setTrace(m_session->trace());
    m_model->setPlayhead(m_session->playhead());
    m_suite->setText(toQString(m_session->trace()->negotiated.version));
    m_suite->setVisible(!m_suite->text().isEmpty());
    showRecord();
    retranslate();
    adoptSelection();
}

void RecordsInspector::adoptPlayhead(Playhead to)
{
    m_model->setPlayhead(to);
    m_record.reset(); // what its receiver says to it may be new
    adoptSelection();
}

/// The selected record; else that of the message to which the selection belongs, where it is about one.
std::optional<RecordId> RecordsInspector::shownRecord() const
{
    const Selection &selection = m_session->selection();
    if (selection.kind == Selection::Kind::Record)
        return RecordId{selection.index};
    const std::vector<RecordId> &linked = m_session->linked().records;
    return linked.empty() ? std::nullopt : std::optional(linked.front());
}

void RecordsInspector::adoptSelection()
{
    const Selection &selection = m_session->selection();
    const std::optional<RecordId> shown = shownRecord();
    if (shown != m_record || !shown) {
        m_record = shown;
        showRecord();
    }
    const bool selected = selection.kind == Selection::Kind::Record;
    m_list->mark(selected ? m_record : std::nullopt, m_session->linked().records);
    markParts();
    fillNotice();
}

void RecordsInspector::showRecord()
{
    const bool seen = m_record && !m_model->isPending(*m_record);
    m_detail->setCurrentIndex(seen ? 1 : 0);
    if (!seen) {
        m_picture->clear();
        m_bytes->clear();
        m_text->clearRecord();
        return;
    }
    const Trace &trace = *m_session->trace();
    m_picture->setRecord(trace[*m_record], m_model->look(*m_record));
    m_bytes->setRecord(trace[*m_record]);
    m_text->setRecord(m_model->detail(*m_record));
}

void RecordsInspector::markParts()
{
    if (!m_record || m_model->isPending(*m_record))
        return;
    const Selection &selection = m_session->selection();
    std::vector<Range> wire, clear;
    if (selection.kind == Selection::Kind::Record) {
        m_picture->setSelection(selection.fieldPath, selection.bytes, {});
        m_bytes->setSelection(selection.bytes, {}, {});
        m_text->mark(selection.fieldPath);
        return;
    }
    for (const LinkedBytes &bytes : m_session->linked().recordBytes) {
        if (bytes.record != *m_record)
            continue;
        wire.push_back(bytes.wire);
        clear.push_back(bytes.plaintext);
    }
    m_picture->setSelection({}, {}, wire);
    m_bytes->setSelection({}, wire, clear);
    m_text->mark({});
}

void RecordsInspector::say(const QString &text, std::optional<Playhead> jump)
{
    m_notice->setVisible(!text.isEmpty());
    m_noticeText->setText(text);
    m_jump->setLinks({});
    if (jump)
        m_jump->setLinks({{tr("→ Jump"), {}, [session = m_session, at = *jump] { session->setPlayhead(at); }}});
}

void RecordsInspector::fillNotice()
{
    const Trace &trace = *m_session->trace();
    if (trace.records.empty())
        return say(tr("No record has been sent in this connection."), std::nullopt);
    const auto stop = [&](RecordId record) {
        const Playhead from = m_model->sentAt(record);
        const std::vector<Playhead> stops = hd::stops(trace, Granularity::Message);
        const auto at = std::lower_bound(stops.begin(), stops.end(), from);
        return at == stops.end() ? from : *at;
    };
    if (m_record && m_model->isPending(*m_record))
        return say(tr("Record %1 has not been sent yet.").arg(m_record->index + 1), stop(*m_record));
    if (m_session->atStart())
        return say(tr("No record has been sent yet; the first carries client_hello."), stop(RecordId{0}));
    say({}, std::nullopt);
}

void RecordsInspector::pickPart(const QString &path, Range wire)
{
    const bool bytes = path == QLatin1StringView("record");
    m_session->select(bytes ? m_session->recordBytesSelection(*m_record, wire)
                            : m_session->recordSelection(*m_record, path));
}

/// A byte stands for the smallest part that holds it.
void RecordsInspector::pickByte(std::uint32_t wire)
{
    const std::vector<RecordPart> &parts = m_bytes->lines().parts;
    if (const RecordPart *part = partAround(parts, {wire, 1}))
        m_session->select(m_session->recordSelection(*m_record, toQString(pathOf(*part))));
}

} // namespace hd::ui
