// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/formats.h"
#include "theme/theme.h"

#include <QImage>
#include <QStackedWidget>
#include <QThreadPool>
#include <QTimer>

#include <memory>

class QLabel;
class QPlainTextEdit;
class QScrollArea;

namespace hd::ui {

/// @p options for the first @p most messages of what they are for, which can be previewed at once.
ExportOptions beginningOf(const Trace &trace, ExportOptions options, std::uint32_t most = 200);

/// What an export will look like: a picture, the beginning of a text, or a sentence on what the file will hold. It is
/// made beside the window, in another thread; of a large recording only the beginning, and it says so.
class ExportPreview : public QWidget
{
    Q_OBJECT
public:
    /// @p theme must outlive it.
    ExportPreview(std::shared_ptr<const Trace> trace, const Theme *theme, QWidget *parent);
    ~ExportPreview() override;

    /// Shows this soon; of several in a row the last.
    void request(const ExportFormat &format, const ExportOptions &options);
    /// Whether what is shown is what was last asked for.
    bool isUpToDate() const { return !m_running && !m_soon.isActive(); }

    const QImage &picture() const { return m_picture; } ///< null where none is shown
    QString text() const;                               ///< of a text or a sentence
    QString note() const;                               ///< what of it is not shown

    static constexpr qsizetype mostCharacters = 60'000;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Job
    {
        const ExportFormat *format = nullptr;
        ExportOptions options;
        bool isCut = false; ///< not all messages are shown
    };
    struct Made
    {
        QImage picture;
        QString text;
        bool isCut = false;
        std::optional<qsizetype> size; ///< of the file
        std::optional<Error> refusal;  ///< nothing can be written with these options
    };

    void start();
    static Made make(const Trace &trace, const Job &job);
    void take(const Job &job, const Made &made);
    void showPicture();
    QString sentence(const Job &job, const std::optional<qsizetype> &size) const;

    std::shared_ptr<const Trace> m_trace;
    QLabel *m_note;
    QStackedWidget *m_views;
    QScrollArea *m_scroll;
    QLabel *m_image;
    QPlainTextEdit *m_text;
    QLabel *m_sentence;
    QImage m_picture;
    double m_pictureScale = 1;
    Job m_next;
    QTimer m_soon;
    bool m_running = false;
    QThreadPool m_maker; ///< one thread
};

} // namespace hd::ui
