// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/live/livedialog.h"

namespace hd::ui {

/// Where to connect to, and what to offer.
class ConnectDialog : public LiveDialog
{
    Q_OBJECT
public:
    /// @param words of the last time; empty at first
    ConnectDialog(const QStringList &words, crypto::Context *context, const Theme *theme, QWidget *parent);

    std::vector<std::string> words() const override;

protected:
    void adopt(const party::Arguments &arguments) override;

private:
    void adoptTrust(const party::Arguments &arguments);
    void showNeeded();
    QString request() const;

    QLineEdit *m_address;
    QComboBox *m_send;
    QLineEdit *m_text;
    QComboBox *m_trust;
    QLineEdit *m_ca;
    QLineEdit *m_sni;
    QComboBox *m_own;
    QLineEdit *m_cert;
    QLineEdit *m_key;
    QLineEdit *m_wait;
};

} // namespace hd::ui
