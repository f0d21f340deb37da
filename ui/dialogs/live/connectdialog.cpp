// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/live/connectdialog.h"

#include "dialogs/live/livewords.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>

namespace hd::ui {

static const QString demonstrationWord = QStringLiteral("demonstration");
static const QString fileWord = QStringLiteral("file");

ConnectDialog::ConnectDialog(const QStringList &words, crypto::Context *context, const Theme *theme, QWidget *parent)
    : LiveDialog(Side::Client, context, theme, parent)
{
    setWindowTitle(tr("Connect to a server"));
    addNote(m_main, LiveWords::forTeaching());
    m_address = addLine(m_main, tr("Server"), "address", tr("host:port, such as example.org:443"));
    m_send = addChoice(m_main, tr("Then send"),
                       {{tr("a request for a page: GET /"), QStringLiteral("get")},
                        {tr("nothing"), QString()},
                        {tr("a text of your own"), QStringLiteral("text")}});
    m_text = addLine(m_main, tr("Text"), "--data");
    m_trust = addChoice(m_main, tr("Trust"),
                        {{tr("the authorities of this system"), QString()},
                         {tr("the demonstration CA of this program"), demonstrationWord},
                         {tr("certificates in a file"), fileWord},
                         {tr("everybody: verify nothing"), QStringLiteral("off")}});
    m_ca = addFile(m_main, tr("Trusted certificates"), "--ca");
    m_sni = addLine(m_more, tr("Server name (SNI)"), "--sni", tr("as the server; off: do not send it"));
    addCommon(m_more);
    m_own = addChoice(
        m_more, tr("Own certificate"),
        {{tr("none"), QString()}, {tr("of the demonstration CA"), demonstrationWord}, {tr("from files"), fileWord}});
    m_cert = addFile(m_more, tr("Certificate"), "--cert");
    m_key = addFile(m_more, tr("Private key"), "--key");
    m_wait = addLine(m_more, tr("Wait for answers (s)"), "--wait", QStringLiteral("1"));
    for (const QComboBox *box : {m_send, m_trust, m_own})
        connect(box, &QComboBox::currentIndexChanged, this, &ConnectDialog::showNeeded);
    finish(tr("Connect"));
    fill(words);
    showNeeded();
    m_address->setFocus();
}

void ConnectDialog::showNeeded()
{
    setRowShown(m_text, m_send->currentData() == QStringLiteral("text"));
    setRowShown(m_ca, m_trust->currentData() == fileWord);
    setRowShown(m_cert, m_own->currentData() == fileWord);
    setRowShown(m_key, m_own->currentData() == fileWord);
}

/// RFC 9112 3.2: "A client MUST send a Host header field in all HTTP/1.1 request messages."
QString ConnectDialog::request() const
{
    const QString host = m_address->text().trimmed().section(QLatin1Char(':'), 0, -2);
    return QStringLiteral("GET / HTTP/1.1\r\nHost: %1\r\nConnection: close\r\n\r\n").arg(host);
}

std::vector<std::string> ConnectDialog::words() const
{
    std::vector<std::string> words;
    if (m_send->currentData() == QStringLiteral("get"))
        words.push_back("--data=" + request().toStdString());
    else if (m_send->currentData() == QStringLiteral("text"))
        words.push_back("--data=" + m_text->text().toStdString());
    const QString trust = m_trust->currentData().toString();
    if (trust == QStringLiteral("off"))
        words.emplace_back("--verify=off");
    else
        words.insert(words.end(), trust.isEmpty() ? 0 : 1,
                     "--ca=" + (trust == fileWord ? m_ca->text() : trust).toStdString());
    say(words, "--sni", m_sni->text());
    sayCommon(words);
    if (m_own->currentData() == demonstrationWord)
        words.emplace_back("--cert=demonstration");
    if (m_own->currentData() == fileWord) {
        words.push_back("--cert=" + m_cert->text().toStdString());
        say(words, "--key", m_key->text());
    }
    say(words, "--wait", m_wait->text());
    words.emplace_back("--"); // an address that begins with a dash is an address
    if (!m_address->text().trimmed().isEmpty())
        words.push_back(m_address->text().trimmed().toStdString());
    return words;
}

static void choose(QComboBox *box, const QString &value)
{
    box->setCurrentIndex(std::max(0, box->findData(value)));
}

static QString textOf(const party::Arguments &arguments, const char *option)
{
    return QString::fromStdString(arguments.value(option).value_or(""));
}

void ConnectDialog::adoptTrust(const party::Arguments &arguments)
{
    const QString ca = textOf(arguments, "--ca");
    choose(m_trust, arguments.value("--verify") == "off"      ? QStringLiteral("off")
                    : ca.isEmpty() || ca == demonstrationWord ? ca
                                                              : fileWord);
    m_ca->setText(ca == demonstrationWord ? QString() : ca);
    const QString own = textOf(arguments, "--cert");
    choose(m_own, own.isEmpty() || own == demonstrationWord ? own : fileWord);
    m_cert->setText(own == demonstrationWord ? QString() : own);
    m_key->setText(textOf(arguments, "--key"));
}

void ConnectDialog::adopt(const party::Arguments &arguments)
{
    m_address->setText(QString::fromStdString(arguments.operands()[0]));
    const QString sent = textOf(arguments, "--data");
    choose(m_send, sent.isEmpty() ? QString() : sent == request() ? QStringLiteral("get") : QStringLiteral("text"));
    if (sent != request())
        m_text->setText(sent);
    adoptTrust(arguments);
    m_sni->setText(textOf(arguments, "--sni"));
    m_wait->setText(textOf(arguments, "--wait"));
    adoptCommon(arguments);
}

} // namespace hd::ui
