// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/live/servedialog.h"

#include "dialogs/live/livewords.h"
#include "party/identity.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSaveFile>

namespace hd::ui {

static const QString fileWord = QStringLiteral("file");
static const QString usualPort = QStringLiteral("4433");

ServeDialog::ServeDialog(const QStringList &words, crypto::Context *context, const Theme *theme, QWidget *parent)
    : LiveDialog(Side::Server, context, theme, parent), m_shared(context)
{
    setWindowTitle(tr("Serve: see what a client sends"));
    addNote(m_main, LiveWords::forTeaching());
    m_port = addLine(m_main, tr("Port"), "address", tr("0 takes one that is free"));
    m_port->setText(usualPort);
    m_network = new QCheckBox(tr("Reachable from the network"), m_page);
    m_network->setMinimumHeight(theme->px(32));
    m_main->addRow(QString(), m_network);
    m_warning = addNote(m_main, tr("Everybody in your network will be able to connect to this program, whose keys are "
                                   "public and whose answers are for teaching. Do so only in a network that you trust, "
                                   "and stop when you are done. Without this, only programs on this computer can "
                                   "connect."));
    m_deliberate = new QCheckBox(tr("I understand: let the network in"), m_page);
    m_deliberate->setMinimumHeight(theme->px(32));
    m_main->addRow(QString(), m_deliberate);
    m_answer = addChoice(m_main, tr("Answer with"),
                         {{tr("a page about the very handshake"), QString()},
                          {tr("what was sent, as it came"), QStringLiteral("echo")},
                          {tr("nothing: only shake hands"), QStringLiteral("none")}});
    m_own = addChoice(m_main, tr("Certificate"),
                      {{tr("of the demonstration CA"), QString()}, {tr("from files"), fileWord}});
    m_save = new QPushButton(tr("Save the CA's certificate…"), m_page);
    m_save->setToolTip(tr("For a client that shall trust it: curl --cacert FILE, openssl s_client -CAfile FILE"));
    m_save->setAutoDefault(false);
    m_main->addRow(QString(), m_save);
    m_cert = addFile(m_main, tr("Certificate and chain"), "--cert");
    m_key = addFile(m_main, tr("Private key"), "--key");
    addCommon(m_more);
    m_clients = addChoice(m_more, tr("Client's certificate"),
                          {{tr("is not asked for"), QString()},
                           {tr("is requested"), QStringLiteral("request")},
                           {tr("is required"), QStringLiteral("require")}});
    connect(m_network, &QCheckBox::toggled, this, &ServeDialog::showNeeded);
    connect(m_deliberate, &QCheckBox::toggled, this, &ServeDialog::showNeeded);
    connect(m_own, &QComboBox::currentIndexChanged, this, &ServeDialog::showNeeded);
    connect(m_save, &QPushButton::clicked, this, &ServeDialog::saveAuthority);
    m_go = finish(tr("Listen"));
    m_go->setObjectName(QStringLiteral("go"));
    m_network->setObjectName(QStringLiteral("network"));
    m_deliberate->setObjectName(QStringLiteral("deliberate"));
    m_warning->setObjectName(QStringLiteral("warning"));
    fill(words);
    showNeeded();
    m_port->setFocus();
}

void ServeDialog::showNeeded()
{
    const bool network = m_network->isChecked();
    if (!network)
        m_deliberate->setChecked(false);
    m_main->setRowVisible(m_warning, network);
    m_main->setRowVisible(m_deliberate, network);
    m_go->setEnabled(!network || m_deliberate->isChecked());
    const bool files = m_own->currentData() == fileWord;
    m_main->setRowVisible(m_save, !files);
    setRowShown(m_cert, files);
    setRowShown(m_key, files);
}

bool ServeDialog::confirmed()
{
    return !m_network->isChecked() || m_deliberate->isChecked();
}

std::vector<std::string> ServeDialog::words() const
{
    std::vector<std::string> words;
    say(words, "--app", m_answer->currentData().toString());
    if (m_own->currentData() == fileWord) {
        words.push_back("--cert=" + m_cert->text().toStdString());
        say(words, "--key", m_key->text());
    }
    sayCommon(words);
    say(words, "--client-auth", m_clients->currentData().toString());
    words.emplace_back("--");
    const QString port = m_port->text().trimmed();
    if (!port.isEmpty())
        words.push_back((m_network->isChecked() ? "*:" : "127.0.0.1:") + port.toStdString());
    return words;
}

static void choose(QComboBox *box, const std::optional<std::string> &value)
{
    box->setCurrentIndex(std::max(0, box->findData(QString::fromStdString(value.value_or("")))));
}

void ServeDialog::adopt(const party::Arguments &arguments)
{
    m_port->setText(QString::fromStdString(arguments.operands()[0]).section(QLatin1Char(':'), -1));
    choose(m_answer, arguments.value("--app"));
    m_own->setCurrentIndex(arguments.has("--cert") ? 1 : 0);
    m_cert->setText(QString::fromStdString(arguments.value("--cert").value_or("")));
    m_key->setText(QString::fromStdString(arguments.value("--key").value_or("")));
    choose(m_clients, arguments.value("--client-auth"));
    adoptCommon(arguments);
}

void ServeDialog::saveAuthority()
{
    const QString name = QFileDialog::getSaveFileName(this, m_save->text(), QStringLiteral("hellodone-ca.pem"),
                                                      QStringLiteral("PEM (*.pem)"));
    if (name.isEmpty())
        return;
    const std::string pem = party::demonstrationCa(*m_shared);
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(pem.data(), static_cast<qint64>(pem.size())) < 0 ||
        !file.commit())
        showError({"cannot be written: " + file.errorString().toStdString(), name.toStdString(), {}});
}

} // namespace hd::ui
