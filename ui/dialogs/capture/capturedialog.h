// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/captureindex.h"
#include "session/background.h"
#include "theme/theme.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace hd::ui {

class CaptureListModel;
class Notice;

/// The TLS connections of a capture file, to be opened one after another: it stays beside the window. Reading and
/// decoding go on in another thread and can be stopped.
class CaptureDialog : public QDialog
{
    Q_OBJECT
public:
    CaptureDialog(const Theme *theme, QWidget *parent);

    /// Lists what @p path holds. A capture with a single connection shows it at once.
    void read(const QString &path);
    bool isBusy() const { return m_reading.isRunning() || m_decoding.isRunning(); }
    CaptureListModel *list() { return m_list; }

Q_SIGNALS:
    void opened(std::shared_ptr<const hd::Trace> trace);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeKeys();
    QLineEdit *makeFile(QLabel *label, QPushButton *choose, void (CaptureDialog::*ask)());
    void layOut(QWidget *keys);
    void askKeyLog();
    void askPrivateKey();
    void open();
    void stop();
    void hearReading();
    void hearDecoding();
    void showCapture();
    void showDetails();
    void showProgress(const Background &work);
    const CapturedConnection *current() const;
    CaptureKeys keys() const;
    void retranslate();

    using Capture = std::shared_ptr<const CaptureIndex>;

    const Theme *m_theme;
    BackgroundFinding<Capture> m_reading;
    BackgroundFinding<std::shared_ptr<const Trace>> m_decoding;
    QString m_path;
    Capture m_capture;
    CaptureListModel *m_list;
    QSortFilterProxyModel *m_shown;
    QLabel *m_summary;
    QLineEdit *m_filter;
    QTableView *m_table;
    QLabel *m_details;
    QLabel *m_keyLogLabel;
    QLabel *m_privateKeyLabel;
    QPushButton *m_chooseKeyLog;
    QPushButton *m_choosePrivateKey;
    QLineEdit *m_keyLog;
    QLineEdit *m_privateKey; ///< several with ; between them
    QProgressBar *m_progress;
    QPushButton *m_stop;
    QPushButton *m_open;
    QPushButton *m_close;
    Notice *m_notice;
};

} // namespace hd::ui
