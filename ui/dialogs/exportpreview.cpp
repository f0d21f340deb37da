// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/exportpreview.h"

#include "export/diagramexport.h"

#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <cmath>

namespace hd::ui {

static constexpr int delayMs = 120;
/// Larger traces are not written only to say how large the file will be.
static constexpr std::size_t mostWeighed = 4 << 20;

ExportOptions beginningOf(const Trace &trace, ExportOptions options, std::uint32_t most)
{
    const std::uint32_t last = options.to.value_or(static_cast<std::uint32_t>(trace.messages.size()));
    if (last >= options.from + most)
        options.to = options.from + most - 1;
    return options;
}

static bool is(const ExportFormat &format, std::initializer_list<const char *> endings)
{
    return std::any_of(endings.begin(), endings.end(), [&format](const char *ending) {
        return QLatin1StringView(format.ending) == QLatin1StringView(ending);
    });
}

static bool isPicture(const ExportFormat &format)
{
    return is(format, {"svg", "pdf", "png"});
}

/// Those that hold what is for programs, or for nobody's eyes.
static bool isDescribed(const ExportFormat &format)
{
    return is(format, {"json", "pcapng", "keys", "html"});
}

static std::size_t weightOf(const Trace &trace)
{
    std::size_t sum = 0;
    for (const Record &record : trace.records)
        sum += record.wire.size();
    return sum;
}

ExportPreview::ExportPreview(std::shared_ptr<const Trace> trace, const Theme *theme, QWidget *parent)
    : QWidget(parent),
      m_trace(std::move(trace)),
      m_note(new QLabel(this)),
      m_views(new QStackedWidget(this)),
      m_scroll(new QScrollArea(m_views)),
      m_image(new QLabel),
      m_text(new QPlainTextEdit(m_views)),
      m_sentence(new QLabel(m_views))
{
    m_maker.setMaxThreadCount(1);
    m_soon.setSingleShot(true);
    m_soon.setInterval(delayMs);
    connect(&m_soon, &QTimer::timeout, this, &ExportPreview::start);
    m_scroll->setWidget(m_image);
    m_scroll->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setBackgroundRole(QPalette::Midlight);
    m_scroll->setAccessibleName(tr("Preview of the picture"));
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Preview of the text"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_sentence->setBackgroundRole(QPalette::Base);
    m_sentence->setAutoFillBackground(true);
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->hide();
    for (QWidget *view : std::initializer_list<QWidget *>{m_scroll, m_text, m_sentence})
        m_views->addWidget(view);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_views, 1);
    column->addWidget(m_note);
    theme->follow(this, [this, theme, column] {
        m_text->setFont(theme->mono(Fonts::meta));
        m_sentence->setMargin(theme->px(24));
        column->setSpacing(theme->px(8));
        m_views->setMinimumSize(theme->px(240), theme->px(200));
    });
}

ExportPreview::~ExportPreview()
{
    m_maker.waitForDone();
}

QString ExportPreview::text() const
{
    return m_views->currentWidget() == m_text       ? m_text->toPlainText()
           : m_views->currentWidget() == m_sentence ? m_sentence->text()
                                                    : QString();
}

QString ExportPreview::note() const
{
    return m_note->text();
}

void ExportPreview::request(const ExportFormat &format, const ExportOptions &options)
{
    m_next = {&format, options, false};
    if (!isDescribed(format)) {
        m_next.options = beginningOf(*m_trace, options);
        m_next.isCut = m_next.options.to != options.to;
    }
    if (isPicture(format))
        m_next.options.scale = std::clamp(std::ceil(devicePixelRatioF()), 1.0, 4.0);
    if (!m_running)
        m_soon.start();
}

void ExportPreview::start()
{
    if (m_running)
        return;
    m_running = true;
    m_maker.start([this, trace = m_trace, job = m_next] {
        const Made made = make(*trace, job);
        QMetaObject::invokeMethod(
            this, [this, job, made] { take(job, made); }, Qt::QueuedConnection);
    });
}

ExportPreview::Made ExportPreview::make(const Trace &trace, const Job &job)
{
    Made made;
    if (job.format->refuse)
        made.refusal = job.format->refuse(trace, job.options);
    if (made.refusal)
        return made;
    made.isCut = job.isCut;
    if (isPicture(*job.format)) {
        made.picture.loadFromData(renderPng(trace, job.options), "png");
    } else if (!isDescribed(*job.format)) {
        made.text = QString::fromUtf8(job.format->render(trace, job.options));
        made.isCut = made.isCut || made.text.size() > mostCharacters;
        made.text.truncate(mostCharacters);
    } else if (weightOf(trace) <= mostWeighed) {
        made.size = job.format->render(trace, job.options).size();
    }
    return made;
}

static bool isSame(const ExportOptions &a, const ExportOptions &b)
{
    const auto all = [](const ExportOptions &o) {
        return std::tie(o.theme, o.page, o.from, o.to, o.depth, o.bytes, o.fields, o.states, o.times, o.notes,
                        o.language, o.scale, o.handout, o.textAsPaths, o.withSecrets);
    };
    return all(a) == all(b);
}

void ExportPreview::take(const Job &job, const Made &made)
{
    m_running = false;
    if (job.format != m_next.format || !isSame(job.options, m_next.options))
        m_soon.start(); // something else is wanted by now
    m_picture = made.picture;
    m_pictureScale = job.options.scale;
    QStringList notes;
    if (made.refusal) {
        m_sentence->setText(QString::fromStdString(made.refusal->text()));
        m_views->setCurrentWidget(m_sentence);
    } else if (isPicture(*job.format)) {
        showPicture();
        m_views->setCurrentWidget(m_scroll);
        if (job.format->isUsed(UsesHandout) && job.options.handout)
            notes << tr("The pages for the messages follow.");
    } else if (isDescribed(*job.format)) {
        m_sentence->setText(sentence(job, made.size));
        m_views->setCurrentWidget(m_sentence);
    } else {
        m_text->setPlainText(made.text);
        m_views->setCurrentWidget(m_text);
    }
    if (made.isCut)
        notes << tr("This is only the beginning; the file will hold everything.");
    m_note->setText(notes.join(QLatin1Char(' ')));
    m_note->setVisible(!notes.isEmpty());
}

QString ExportPreview::sentence(const Job &job, const std::optional<qsizetype> &size) const
{
    QStringList parts;
    if (is(*job.format, {"json"}))
        parts << tr("A recording: every message and record of this connection, byte by byte, with all that was "
                    "negotiated, derived and checked. HelloDone opens it again.");
    else if (is(*job.format, {"pcapng"}))
        parts << tr("A capture for Wireshark and its like: the records of this connection in TCP packets with made-up "
                    "addresses, and a comment at each message.");
    else if (is(*job.format, {"keys"}))
        parts << tr(
            "A key log: the secrets of this connection, one on each line. With it, Wireshark decrypts a capture "
            "of this connection, and so can whoever else has the file.");
    else
        parts << tr("One page for a browser, which needs no network: the diagram to step through, fields linked to "
                    "bytes, keys and explanations.");
    if (job.format->isUsed(UsesSecrets))
        parts << (job.options.withSecrets
                      ? tr("It will hold the secrets: whoever has the file can read what was encrypted.")
                      : tr("It will hold no secrets."));
    if (size)
        parts << tr("It will be %1 large.").arg(QLocale().formattedDataSize(*size));
    return parts.join(QStringLiteral("\n\n"));
}

/// As wide as there is room, never larger than it is.
void ExportPreview::showPicture()
{
    if (m_picture.isNull()) {
        m_image->setText(tr("The picture is too large. Choose a smaller range or size."));
        return m_image->adjustSize();
    }
    const double ratio = devicePixelRatioF();
    const int room = m_scroll->width() - m_scroll->verticalScrollBar()->sizeHint().width();
    const double width = std::min(m_picture.width() / m_pictureScale, static_cast<double>(room));
    QPixmap pixmap =
        QPixmap::fromImage(m_picture.scaledToWidth(std::max(1, qRound(width * ratio)), Qt::SmoothTransformation));
    pixmap.setDevicePixelRatio(ratio);
    m_image->setPixmap(pixmap);
    m_image->adjustSize();
}

void ExportPreview::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (!m_picture.isNull())
        showPicture();
}

} // namespace hd::ui
