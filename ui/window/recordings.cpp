// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/recordings.h"

#include "capture/captureindex.h"
#include "dialogs/notice.h"
#include "dialogs/savedialog.h"
#include "session/tracefile.h"

#include <QDateTime>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

namespace hd::ui {

static bool canBeMadeAgain(const Trace &trace)
{
    return trace.source == "scenario" || trace.source == "import" || trace.messages.empty();
}

/// Whether @p now is the connection of @p before, a little later.
static bool continues(const Trace &now, const Trace &before)
{
    return !canBeMadeAgain(now) && now.beganUs != 0 && now.beganUs == before.beganUs && now.source == before.source &&
           now.client == before.client && now.server == before.server;
}

Recordings::Recordings(const Parts &parts)
    : QObject(parts.window),
      m_parts(parts),
      m_recent(parts.recent, parts.settings),
      m_autosave(Autosave::usualFolder()),
      m_shown(parts.session->trace())
{
    connect(m_parts.session, &Session::traceChanged, this, &Recordings::follow);
    connect(&m_recent, &RecentFiles::picked, this, &Recordings::open);
    connect(&m_autosave, &Autosave::failed, this, [this](const Error &error) { m_parts.showError(error); });
    connect(m_parts.offer, &Notice::accepted, this, &Recordings::restore);
    connect(m_parts.offer, &Notice::refused, this, &Recordings::discard);
    connect(m_parts.offer, &Notice::dismissed, this, [this] { m_leftover.reset(); }); // it is offered again next time
}

void Recordings::done(Autosave::Key key)
{
    m_autosave.forget(key);
    m_works.erase(std::remove_if(m_works.begin(), m_works.end(), [key](const Work &work) { return work.key == key; }),
                  m_works.end());
}

/// Of the connection that @p trace is a later state of, or a new one.
Autosave::Key Recordings::keyOf(const std::shared_ptr<const Trace> &trace)
{
    for (Work &work : m_works) {
        if (work.trace != trace && !continues(*trace, *work.trace))
            continue;
        work.trace = trace;
        return work.key;
    }
    m_works.push_back({++m_lastKey, trace});
    return m_lastKey;
}

void Recordings::set(const QString &file, bool unsaved)
{
    m_file = file;
    const std::shared_ptr<const Trace> &trace = m_parts.session->trace();
    if (unsaved) {
        m_current = keyOf(trace);
        m_autosave.keep(m_current, trace);
    } else if (const Autosave::Key saved = std::exchange(m_current, 0)) {
        done(saved);
    }
    Q_EMIT changed();
}

// Whoever sets a trace, it comes by here.
void Recordings::follow()
{
    const std::shared_ptr<const Trace> before = std::exchange(m_shown, m_parts.session->trace());
    if (m_shown == before)
        return;
    const bool grows = m_parts.session->grownFrom() || continues(*m_shown, *before);
    const bool givenUp = std::exchange(m_givenUp, false);
    if (const Autosave::Key left = grows ? 0 : std::exchange(m_current, 0); left != 0 && givenUp)
        done(left);
    for (Work &work : m_works)
        if (grows && work.key == m_current)
            work.trace = m_shown;
    set(grows ? m_file : QString(), !canBeMadeAgain(*m_shown));
}

void Recordings::show(std::shared_ptr<const Trace> trace, const QString &file)
{
    m_parts.session->setTrace(std::move(trace));
    if (file.isEmpty())
        return;
    QFile opened(file);
    const bool isRecording = opened.open(QIODevice::ReadOnly) && kindOf(opened.read(4096)) == FileKind::Recording;
    if (isRecording) {
        m_withSecrets = !lacksSecrets(*m_parts.session->trace());
        set(QFileInfo(file).absoluteFilePath(), false);
    }
    m_recent.note(file);
}

bool Recordings::open(const QString &path)
{
    if (CaptureIndex::recognises(path.toStdString())) {
        m_recent.note(path);
        m_parts.listCapture(path);
        return false;
    }
    if (!mayLeave())
        return false;
    const Result<OpenedFile> opened = openTraceFile(path);
    if (const Error *error = std::get_if<Error>(&opened)) {
        if (!QFileInfo::exists(path))
            m_recent.leaveOut(path);
        m_parts.showError(*error);
        return false;
    }
    show(std::get<OpenedFile>(opened).trace, path);
    return true;
}

void Recordings::chooseAndOpen()
{
    const QString path = QFileDialog::getOpenFileName(
        m_parts.window, tr("Open a recording, a scenario or a capture"), m_recent.folder(),
        tr("Recordings, scenarios, captures (*.json *.pcap *.pcapng *.cap *.gz);;All files (*)"));
    if (!path.isEmpty())
        open(path);
}

bool Recordings::save()
{
    if (m_file.isEmpty())
        return saveAs();
    if (const std::optional<Error> error = saveRecording(*m_parts.session->trace(), m_file, m_withSecrets)) {
        m_parts.showError(*error);
        return false;
    }
    set(m_file, false);
    return true;
}

/// Where it lies, or a name after what it shows: letters, digits and what harms no file system.
QString Recordings::proposal() const
{
    if (!m_file.isEmpty())
        return m_file;
    const Trace &trace = *m_parts.session->trace();
    QString name =
        QString::fromStdString(trace.scenarioName.empty() ? trace.title.en : trace.scenarioName).simplified();
    for (QChar &c : name)
        if (!c.isLetterOrNumber() && c != QLatin1Char('.') && c != QLatin1Char('-'))
            c = QLatin1Char('-');
    while (name.startsWith(QLatin1Char('.')) || name.startsWith(QLatin1Char('-')))
        name.remove(0, 1);
    return QStringLiteral("%1/%2.json").arg(m_recent.folder(), name.isEmpty() ? tr("recording") : name.left(80));
}

bool Recordings::saveAs()
{
    SaveDialog dialog(m_parts.session->trace(), proposal(), m_parts.theme, m_parts.window);
    if (dialog.exec() != QDialog::Accepted)
        return false;
    m_withSecrets = dialog.withSecrets();
    set(dialog.savedTo(), false);
    m_recent.note(dialog.savedTo());
    return true;
}

bool Recordings::mayLeave()
{
    if (!isUnsaved())
        return true;
    QMessageBox question(QMessageBox::Question, tr("Unsaved recording"),
                         tr("This connection was recorded and is not saved. It cannot be made again."),
                         QMessageBox::NoButton, m_parts.window);
    question.setTextFormat(Qt::PlainText);
    const QPushButton *save = question.addButton(tr("Save…"), QMessageBox::AcceptRole);
    const QPushButton *giveUp = question.addButton(tr("Do not save"), QMessageBox::DestructiveRole);
    question.setEscapeButton(question.addButton(tr("Cancel"), QMessageBox::RejectRole));
    question.exec();
    if (question.clickedButton() == save)
        return this->save();
    m_givenUp = question.clickedButton() == giveUp; // it goes when something else has been opened
    return m_givenUp;
}

bool Recordings::mayClose()
{
    if (!mayLeave())
        return false;
    const auto others =
        std::count_if(m_works.begin(), m_works.end(), [this](const Work &work) { return work.key != m_current; });
    if (others == 0)
        return true;
    QMessageBox question(QMessageBox::Question, tr("Unsaved recordings"),
                         tr("Connections that were recorded before and are not saved: %1").arg(others),
                         QMessageBox::NoButton, m_parts.window);
    question.setTextFormat(Qt::PlainText);
    const QPushButton *close = question.addButton(tr("Close without saving them"), QMessageBox::DestructiveRole);
    question.setEscapeButton(question.addButton(tr("Cancel"), QMessageBox::RejectRole));
    question.exec();
    return question.clickedButton() == close;
}

void Recordings::offerLeftover()
{
    m_leftover = m_autosave.findLeftover();
    if (m_leftover)
        retranslate();
    else
        m_parts.offer->putAway();
}

void Recordings::retranslate()
{
    m_recent.retranslate();
    if (!m_leftover)
        return;
    const QString when = QLocale().toString(QFileInfo(m_leftover->path).lastModified(), QLocale::ShortFormat);
    m_parts.offer->showOffer(tr("HelloDone ended unexpectedly while a recording of %1 was not saved.").arg(when),
                             tr("Restore"), tr("Delete it"));
}

void Recordings::restore()
{
    if (!m_leftover || !mayLeave())
        return;
    const Result<OpenedFile> opened = openTraceFile(m_leftover->path);
    if (const Error *error = std::get_if<Error>(&opened)) {
        m_parts.showError(*error); // the offer stays: it can be deleted
        return;
    }
    const Autosave::Leftover leftover = *std::exchange(m_leftover, std::nullopt);
    m_parts.session->setTrace(std::get<OpenedFile>(opened).trace);
    set({}, true);
    m_autosave.adopt(m_current, leftover);
    offerLeftover();
}

void Recordings::discard()
{
    if (m_leftover)
        Autosave::discard(*std::exchange(m_leftover, std::nullopt));
    offerLeftover();
}

} // namespace hd::ui
