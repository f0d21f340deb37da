// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/live/livedialog.h"

namespace hd::ui {

/// Where to listen, and what to answer with. Unless the network is chosen, and chosen again after a clear word about
/// it, only this computer can connect.
class ServeDialog : public LiveDialog
{
    Q_OBJECT
public:
    /// @param words of the last time; empty at first. That the network was chosen is not remembered.
    ServeDialog(const QStringList &words, crypto::Context *context, const Theme *theme, QWidget *parent);

    std::vector<std::string> words() const override;

protected:
    void adopt(const party::Arguments &arguments) override;
    bool confirmed() override;

private:
    void showNeeded();
    void saveAuthority();

    crypto::Context *m_shared;
    QLineEdit *m_port;
    QCheckBox *m_network;
    QLabel *m_warning;
    QCheckBox *m_deliberate;
    QComboBox *m_answer;
    QComboBox *m_own;
    QPushButton *m_save;
    QLineEdit *m_cert;
    QLineEdit *m_key;
    QComboBox *m_clients;
    QPushButton *m_go;
};

} // namespace hd::ui
