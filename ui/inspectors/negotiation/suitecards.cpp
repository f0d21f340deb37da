// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/negotiation/suitecards.h"

#include "models/valuetext.h"
#include "text/explanations.h"
#include "theme/icons.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace hd::ui {

static QLabel *makeLabel(QWidget *parent, bool wrapped)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(wrapped);
    return label;
}

static QString anchor(const QString &href, const QString &text, const QColor &color)
{
    return QStringLiteral("<a href=\"%1\" style=\"color:%2; text-decoration:none\">%3</a>")
        .arg(href.toHtmlEscaped(), color.name(), text.toHtmlEscaped());
}

SuiteCard::SuiteCard(Theme *theme, const SuitePart &part, QWidget *parent)
    : QFrame(parent),
      m_theme(theme),
      m_caption(makeLabel(this, true)),
      m_value(makeLabel(this, true)),
      m_size(makeLabel(this, false)),
      m_note(makeLabel(this, true)),
      m_place(new QLabel(this))
{
    setObjectName(QStringLiteral("suiteCard"));
    m_caption->setText(part.text.isEmpty() ? part.caption : QStringLiteral("%1 · %2").arg(part.text, part.caption));
    m_value->setText(part.value);
    m_size->setText(part.size);
    m_size->setVisible(!part.size.isEmpty());
    m_note->setText(part.note);
    m_place->setTextFormat(Qt::RichText);
    m_place->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_place->hide();
    connect(m_place, &QLabel::linkActivated, this, &SuiteCard::picked);
    auto *top = new QHBoxLayout;
    top->addWidget(m_caption, 1);
    top->addWidget(m_size, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addWidget(m_value);
    layout->addWidget(m_note);
    layout->addWidget(m_place);
    layout->addStretch(1);
    theme->follow(this, [this] { restyle(); });
}

void SuiteCard::setPlace(const QString &name, bool happened)
{
    m_placeName = name;
    m_happened = happened;
    restyle();
}

void SuiteCard::setMarked(bool marked)
{
    m_marked = marked;
    restyle();
}

void SuiteCard::restyle()
{
    const Colors &colors = m_theme->colors();
    setStyleSheet(
        QStringLiteral("#suiteCard { background: %1; border: 1px solid %2; border-radius: %3px; }")
            .arg((m_marked ? colors.selected : colors.base).name(), (m_marked ? colors.accent : colors.hairline).name())
            .arg(m_theme->px(6)));
    const auto paint = [](QLabel *label, const QFont &font, const QColor &color) {
        label->setFont(font);
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, color);
        label->setPalette(palette);
    };
    paint(m_caption, m_theme->ui(Fonts::caption, QFont::DemiBold), colors.text3);
    paint(m_value, m_theme->ui(Fonts::body, QFont::DemiBold), colors.text1);
    paint(m_size, m_theme->mono(Fonts::caption), colors.text2);
    paint(m_note, m_theme->ui(Fonts::meta), colors.text2);
    paint(m_place, m_theme->ui(Fonts::meta), colors.text2);
    m_place->setVisible(!m_placeName.isEmpty());
    const QString text =
        m_happened ? tr("→ at work in %1").arg(m_placeName) : tr("→ will be at work in %1, not yet").arg(m_placeName);
    m_place->setText(m_placeName.isEmpty() ? QString() : anchor(QStringLiteral("#place"), text, colors.accent));
    layout()->setContentsMargins(m_theme->px(12), m_theme->px(8), m_theme->px(12), m_theme->px(8));
    layout()->setSpacing(m_theme->px(2));
}

SuiteRemark::SuiteRemark(Theme *theme, const SuiteStatus &status, const QString &reason, QWidget *parent)
    : QFrame(parent),
      m_theme(theme),
      m_status(status),
      m_icon(new QLabel(this)),
      m_title(makeLabel(this, true)),
      m_reason(makeLabel(this, true)),
      m_source(new QLabel(this))
{
    m_title->setText(title());
    m_reason->setText(reason);
    m_source->setTextFormat(Qt::RichText);
    m_source->setOpenExternalLinks(true);
    m_source->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_icon, 0, 0, Qt::AlignTop);
    layout->addWidget(m_title, 0, 1);
    layout->addWidget(m_source, 0, 2, Qt::AlignTop);
    layout->addWidget(m_reason, 1, 1, 1, 2);
    layout->setColumnStretch(1, 1);
    theme->follow(this, [this] { restyle(); });
}

/// "Broken: Sweet32, 2016"
QString SuiteRemark::title() const
{
    const QString word = statusWord(m_status.kind);
    if (m_status.attack.empty())
        return (m_status.kind == SuiteStatus::Kind::Recommended ? tr("%1 since %2")
                : m_status.kind == SuiteStatus::Kind::Broken    ? tr("%1: ruled out in %2")
                                                                : tr("%1: discouraged in %2"))
            .arg(word)
            .arg(m_status.year);
    return tr("%1: %2, %3").arg(word, toQString(m_status.attack)).arg(m_status.year);
}

void SuiteRemark::restyle()
{
    const Colors &colors = m_theme->colors();
    using Kind = SuiteStatus::Kind;
    const QColor color = m_status.kind == Kind::Recommended ? colors.established
                         : m_status.kind == Kind::Broken    ? colors.alert
                                                            : colors.text2;
    const Icon icon = m_status.kind == Kind::Recommended ? Icon::Check
                      : m_status.kind == Kind::Broken    ? Icon::Cross
                                                         : Icon::Warning;
    const int box = m_theme->px(16);
    QPixmap pixmap(QSize(box, box) * devicePixelRatio());
    pixmap.setDevicePixelRatio(devicePixelRatio());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    paintIcon(&painter, icon, QRectF(0, 0, box, box), color);
    painter.end();
    m_icon->setPixmap(pixmap);
    m_title->setFont(m_theme->ui(Fonts::body, QFont::DemiBold));
    m_reason->setFont(m_theme->ui(Fonts::body));
    m_source->setFont(m_theme->ui(Fonts::meta));
    m_title->setStyleSheet(QStringLiteral("color: %1").arg(color.name()));
    const QString source = toQString(m_status.source);
    const QUrl url = m_status.source.starts_with("CVE-")
                         ? QUrl(QStringLiteral("https://www.cve.org/CVERecord?id=") + source)
                         : clauseUrl(source);
    m_source->setText(url.isValid() ? anchor(url.toString(), source, colors.accent) : source.toHtmlEscaped());
    auto *grid = static_cast<QGridLayout *>(layout());
    grid->setHorizontalSpacing(m_theme->px(8));
    grid->setVerticalSpacing(m_theme->px(2));
}

} // namespace hd::ui
