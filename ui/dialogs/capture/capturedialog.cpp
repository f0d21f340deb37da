// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/capture/capturedialog.h"

#include "dialogs/capture/capturelist.h"
#include "dialogs/notice.h"
#include "text/errors.h"
#include "theme/focusring.h"

#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

namespace hd::ui {

static constexpr int whole = 1000; // steps of the progress

/// What a reader of captures reports, as an experiment does.
static CaptureProgress progressOf(const Report &report)
{
    return [&report](double done) { return report(static_cast<int>(done * whole), whole); };
}

CaptureDialog::CaptureDialog(const Theme *theme, QWidget *parent)
    : QDialog(parent),
      m_theme(theme),
      m_list(new CaptureListModel(this)),
      m_shown(new QSortFilterProxyModel(this)),
      m_summary(new QLabel(this)),
      m_filter(new QLineEdit(this)),
      m_table(new QTableView(this)),
      m_details(new QLabel(this)),
      m_keyLogLabel(new QLabel(this)),
      m_privateKeyLabel(new QLabel(this)),
      m_chooseKeyLog(new QPushButton(this)),
      m_choosePrivateKey(new QPushButton(this)),
      m_keyLog(makeFile(m_keyLogLabel, m_chooseKeyLog, &CaptureDialog::askKeyLog)),
      m_privateKey(makeFile(m_privateKeyLabel, m_choosePrivateKey, &CaptureDialog::askPrivateKey)),
      m_progress(new QProgressBar(this)),
      m_stop(new QPushButton(this)),
      m_open(new QPushButton(this)),
      m_close(new QPushButton(this)),
      m_notice(new Notice(theme, this))
{
    m_shown->setSourceModel(m_list);
    m_shown->setSortRole(CaptureListModel::SortRole);
    m_shown->setFilterKeyColumn(-1);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(m_shown);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(CaptureListModel::Number, Qt::AscendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_progress->setRange(0, whole);
    m_progress->setTextVisible(false);
    m_open->setDefault(true);
    m_open->setObjectName(QStringLiteral("open"));
    m_filter->setObjectName(QStringLiteral("filter"));
    m_keyLog->setObjectName(QStringLiteral("keyLog"));
    m_details->setTextFormat(Qt::PlainText);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_summary->setTextFormat(Qt::PlainText);
    for (QLabel *label : {m_details, m_summary})
        label->setWordWrap(true);
    layOut(makeKeys());
    connect(m_filter, &QLineEdit::textChanged, m_shown, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &CaptureDialog::showDetails);
    connect(m_table, &QTableView::activated, this, &CaptureDialog::open);
    connect(m_open, &QPushButton::clicked, this, &CaptureDialog::open);
    connect(m_stop, &QPushButton::clicked, this, &CaptureDialog::stop);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    connect(&m_reading, &Background::changed, this, &CaptureDialog::hearReading);
    connect(&m_decoding, &Background::changed, this, &CaptureDialog::hearDecoding);
    new FocusRing(this, theme);
    retranslate();
}

QLineEdit *CaptureDialog::makeFile(QLabel *label, QPushButton *choose, void (CaptureDialog::*ask)())
{
    auto *line = new QLineEdit(this);
    label->setBuddy(line);
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, ask);
    return line;
}

QWidget *CaptureDialog::makeKeys()
{
    auto *keys = new QWidget(this);
    auto *grid = new QGridLayout(keys);
    grid->setContentsMargins(0, 0, 0, 0);
    int row = 0;
    for (const auto &[label, line, choose] :
         {std::tuple(m_keyLogLabel, m_keyLog, m_chooseKeyLog), {m_privateKeyLabel, m_privateKey, m_choosePrivateKey}}) {
        grid->addWidget(label, row, 0);
        grid->addWidget(line, row, 1);
        grid->addWidget(choose, row++, 2);
    }
    grid->setColumnStretch(1, 1);
    return keys;
}

void CaptureDialog::layOut(QWidget *keys)
{
    auto *column = new QVBoxLayout(this);
    auto *details = new QScrollArea(this); // a bad capture has many remarks
    details->setWidgetResizable(true);
    details->setFrameShape(QFrame::NoFrame);
    details->setWidget(m_details);
    m_details->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_progress, 1);
    buttons->addWidget(m_stop);
    buttons->addStretch();
    buttons->addWidget(m_close);
    buttons->addWidget(m_open);
    column->addWidget(m_summary);
    column->addWidget(m_filter);
    column->addWidget(m_table, 3);
    column->addWidget(details, 1);
    column->addWidget(keys);
    column->addWidget(m_notice);
    column->addLayout(buttons);
    m_stop->setAutoDefault(false);
    m_close->setAutoDefault(false);
    m_theme->follow(this, [this, column, keys, details] {
        column->setContentsMargins(m_theme->px(24), m_theme->px(24), m_theme->px(24), m_theme->px(16));
        column->setSpacing(m_theme->px(12));
        keys->layout()->setSpacing(m_theme->px(8));
        m_table->verticalHeader()->setDefaultSectionSize(m_theme->px(28));
        details->setMinimumHeight(m_theme->px(88));
        for (QWidget *control : std::initializer_list<QWidget *>{m_filter, m_keyLog, m_privateKey, m_chooseKeyLog,
                                                                 m_choosePrivateKey, m_stop, m_open, m_close})
            control->setMinimumHeight(m_theme->px(32));
        m_progress->setFixedHeight(m_theme->px(8));
        resize(std::min(m_theme->px(1080), 1240), std::min(m_theme->px(640), 760));
    });
}

// Reading -------------------------------------------------------------------------------------------------------------

void CaptureDialog::read(const QString &path)
{
    m_decoding.forget();
    m_path = path;
    m_capture.reset();
    m_list->setCapture(nullptr);
    m_filter->clear();
    m_notice->putAway();
    m_reading.run([name = path.toStdString()](const Report &report) -> Finding<Capture> {
        Result<Capture> read = CaptureIndex::read(name, progressOf(report));
        return report(whole, whole) ? Finding<Capture>(std::move(read)) : std::nullopt;
    });
}

void CaptureDialog::hearReading()
{
    showProgress(m_reading);
    if (m_reading.state() == Background::State::Done) {
        m_capture = *m_reading.result();
        showCapture();
    } else if (m_reading.state() == Background::State::Failed) {
        m_notice->showError(*m_reading.error());
    } else if (m_reading.state() == Background::State::Stopped) {
        m_notice->showHint(tr("Reading was stopped."));
    }
    retranslate();
}

void CaptureDialog::showCapture()
{
    m_list->setCapture(m_capture);
    m_table->resizeColumnsToContents();
    for (int column = 0; column < CaptureListModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, m_table->columnWidth(column) + m_theme->px(12));
    if (m_list->rowCount() > 0)
        m_table->selectRow(0);
    m_table->setFocus();
    if (!m_capture->notices().empty())
        m_notice->showError(m_capture->notices().front());
    if (m_list->rowCount() == 1)
        open();
}

// Decoding ------------------------------------------------------------------------------------------------------------

const CapturedConnection *CaptureDialog::current() const
{
    const QModelIndex at = m_shown->mapToSource(m_table->currentIndex());
    return m_capture && at.isValid() ? &m_list->connection(at.row()) : nullptr;
}

CaptureKeys CaptureDialog::keys() const
{
    CaptureKeys keys;
    keys.keyLogFile = m_keyLog->text().trimmed().toStdString();
    for (const QString &file : m_privateKey->text().split(QLatin1Char(';'), Qt::SkipEmptyParts))
        keys.privateKeys.push_back(file.trimmed().toStdString());
    return keys;
}

void CaptureDialog::open()
{
    const CapturedConnection *connection = current();
    if (!connection || isBusy())
        return;
    m_notice->putAway();
    using Opened = std::shared_ptr<const Trace>;
    m_decoding.run(
        [capture = m_capture, number = connection->number, with = keys()](const Report &report) -> Finding<Opened> {
            Result<Opened> trace = capture->open(number, with, progressOf(report));
            return report(whole, whole) ? Finding<Opened>(std::move(trace)) : std::nullopt;
        });
}

void CaptureDialog::hearDecoding()
{
    showProgress(m_decoding);
    if (m_decoding.state() == Background::State::Done)
        Q_EMIT opened(*m_decoding.result());
    else if (m_decoding.state() == Background::State::Failed)
        m_notice->showError(*m_decoding.error());
}

void CaptureDialog::stop()
{
    m_reading.stop();
    m_decoding.stop();
}

void CaptureDialog::showProgress(const Background &work)
{
    m_progress->setVisible(work.isRunning());
    m_stop->setVisible(work.isRunning());
    m_progress->setValue(work.done());
    m_open->setEnabled(!isBusy() && current());
}

// Words ---------------------------------------------------------------------------------------------------------------

static void askFor(QLineEdit *line, QWidget *parent, const QString &title, const QString &filter, bool several)
{
    const QString before = line->text().section(QLatin1Char(';'), -1).trimmed();
    const QString name = QFileDialog::getOpenFileName(parent, title, before, filter);
    if (!name.isEmpty())
        line->setText(several && !before.isEmpty() ? line->text() + QStringLiteral("; ") + name : name);
}

void CaptureDialog::askKeyLog()
{
    askFor(m_keyLog, this, tr("Choose a key log"), tr("Key logs (*.keys *.log *.txt);;All files (*)"), false);
}

void CaptureDialog::askPrivateKey()
{
    askFor(m_privateKey, this, tr("Choose a private key"), tr("PEM (*.pem *.key);;All files (*)"), true);
}

void CaptureDialog::showDetails()
{
    const CapturedConnection *connection = current();
    m_open->setEnabled(connection && !isBusy());
    if (!connection) {
        m_details->clear();
        return;
    }
    const auto text = [](const std::string &value) {
        return value.empty() ? QStringLiteral("–") : QString::fromStdString(value);
    };
    QStringList lines{tr("%1 packets, %2 bytes, %3 ms")
                          .arg(connection->packets)
                          .arg(connection->bytes)
                          .arg(connection->lastedUs / 1000),
                      QStringLiteral("JA3 %1    JA4 %2").arg(text(connection->ja3), text(connection->ja4))};
    if (!connection->startTls.empty())
        lines += tr("TLS began after %1 had been spoken.").arg(QString::fromStdString(connection->startTls));
    for (const Error &notice : connection->notices)
        lines += errorText(notice);
    m_details->setText(lines.join(QLatin1Char('\n')));
}

void CaptureDialog::retranslate()
{
    setWindowTitle(tr("Connections of a capture"));
    const QString file = QFileInfo(m_path).fileName();
    if (m_capture)
        m_summary->setText(m_capture->connections().empty()
                               ? tr("%1: no TLS in %2 packets.").arg(file).arg(m_capture->packets())
                               : tr("%1: %2 connections with TLS in %3 packets.")
                                     .arg(file)
                                     .arg(m_capture->connections().size())
                                     .arg(m_capture->packets()));
    else
        m_summary->setText(m_reading.isRunning() ? tr("Reading %1…").arg(file) : file);
    m_filter->setPlaceholderText(tr("Show only those that contain…"));
    m_filter->setAccessibleName(tr("Show only those that contain"));
    m_table->setAccessibleName(tr("Connections"));
    m_details->setAccessibleName(tr("About the connection"));
    m_keyLogLabel->setText(tr("Key log"));
    m_keyLog->setPlaceholderText(
        tr("SSLKEYLOGFILE of a browser or another program; secrets in the capture are used anyway"));
    m_privateKeyLabel->setText(tr("Server's private key"));
    m_privateKey->setPlaceholderText(tr("PEM; it opens only what RSA key exchange protected"));
    m_chooseKeyLog->setText(tr("Choose…"));
    m_choosePrivateKey->setText(tr("Choose…"));
    m_chooseKeyLog->setAccessibleName(tr("Choose a key log"));
    m_choosePrivateKey->setAccessibleName(tr("Choose a private key"));
    m_progress->setAccessibleName(tr("Progress"));
    m_stop->setText(tr("Stop"));
    m_open->setText(tr("Open the connection"));
    m_close->setText(tr("Close"));
    showDetails();
}

void CaptureDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_list->retranslate();
        retranslate();
    }
    QDialog::changeEvent(event);
}

} // namespace hd::ui
