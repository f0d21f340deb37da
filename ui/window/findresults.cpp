// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/findresults.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace hd::ui {

namespace {

/// Where it is, in grey, and beside it the match in its context.
class FindingDelegate : public QStyledItemDelegate
{
public:
    FindingDelegate(const Theme *theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {option.rect.width(), m_theme->px(index.data(FindModel::HeadingRole).toBool() ? 28 : 24)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Colors &colors = m_theme->colors();
        const auto px = [this](int length) { return m_theme->px(length); };
        QRect free = option.rect.adjusted(px(16), 0, -px(16), 0);
        painter->save();
        if (index.data(FindModel::HeadingRole).toBool()) {
            painter->setFont(m_theme->ui(Fonts::caption, QFont::DemiBold));
            painter->setPen(colors.text3);
            painter->drawText(free, Qt::AlignVCenter, index.data().toString());
            painter->restore();
            return;
        }
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        if (selected || option.state.testFlag(QStyle::State_MouseOver))
            painter->fillRect(option.rect, selected ? colors.selected : colors.linked);
        if (selected)
            painter->fillRect(QRect(option.rect.topLeft(), QSize(px(3), option.rect.height())), colors.accent);
        if (const QString where = index.data(FindModel::WhereRole).toString(); !where.isEmpty()) {
            painter->setFont(m_theme->ui(Fonts::meta));
            painter->setPen(colors.text2);
            const QFontMetrics metrics = painter->fontMetrics();
            const QString shown = metrics.elidedText(where, Qt::ElideMiddle, free.width() / 2);
            painter->drawText(free, Qt::AlignVCenter, shown);
            free.setLeft(free.left() + metrics.horizontalAdvance(shown) + px(12));
        }
        paintMatch(painter, free, index);
        painter->restore();
    }

private:
    void paintMatch(QPainter *painter, QRect free, const QModelIndex &index) const
    {
        const QString text = index.data().toString();
        const qsizetype start = index.data(FindModel::StartRole).toLongLong();
        const qsizetype length = index.data(FindModel::LengthRole).toLongLong();
        const QFont usual = m_theme->mono(Fonts::meta);
        const QFont strong = m_theme->mono(Fonts::meta, QFont::Bold);
        const auto write = [&](const QString &part, const QFont &font, bool marked) {
            painter->setFont(font);
            const int width = painter->fontMetrics().horizontalAdvance(part);
            const QRect box(free.left(), free.top() + m_theme->px(3), std::min(width, free.width()),
                            free.height() - m_theme->px(6));
            if (marked) { // bold and underlined: not by colour alone
                painter->fillRect(box, m_theme->colors().linked);
                painter->fillRect(QRect(box.left(), box.bottom(), box.width(), m_theme->px(2)),
                                  m_theme->colors().accent);
            }
            painter->setPen(m_theme->colors().text1);
            painter->drawText(free, Qt::AlignVCenter, part);
            free.setLeft(std::min(free.left() + width, free.right()));
        };
        write(text.left(start), usual, false);
        write(text.mid(start, length), strong, true);
        painter->setFont(usual);
        write(painter->fontMetrics().elidedText(text.mid(start + length), Qt::ElideRight, free.width()), usual, false);
    }

    const Theme *m_theme;
};

} // namespace

FindResults::FindResults(Session *session, const Explanations *texts, const Theme *theme, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_model(session, texts),
      m_list(new QListView(this)),
      m_nothing(new QLabel(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_nothing);
    column->addWidget(m_list, 1);
    m_nothing->setWordWrap(true);
    m_nothing->setTextFormat(Qt::PlainText);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_list->setModel(&m_model);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new FindingDelegate(theme, m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &FindResults::goTo);
    connect(&m_model, &FindModel::progressed, this, [this] {
        retranslate();
        Q_EMIT placeChanged();
    });
    theme->follow(this, [this, theme] {
        m_nothing->setMargin(theme->px(16));
        m_list->doItemsLayout();
    });
    retranslate();
}

void FindResults::goTo(const QModelIndex &index)
{
    if (const Selection selection = m_model.selection(index); selection.kind != Selection::Kind::None)
        m_session->select(selection);
    Q_EMIT placeChanged();
}

void FindResults::move(int direction)
{
    m_list->setCurrentIndex(m_model.next(m_list->currentIndex(), direction));
    m_list->scrollTo(m_list->currentIndex());
}

void FindResults::takeFocus()
{
    if (!m_list->currentIndex().isValid())
        move(+1);
    m_list->setFocus(Qt::ShortcutFocusReason);
}

QString FindResults::place() const
{
    if (m_model.query().trimmed().isEmpty())
        return {};
    const QString all = QString::number(m_model.count()) + (m_model.hasMore() ? QStringLiteral("+") : QString());
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid())
        return all;
    int number = 0;
    for (int row = 0; row <= current.row(); ++row)
        number += m_model.index(row).data(FindModel::HeadingRole).toBool() ? 0 : 1;
    return tr("%1 of %2", "place among what was found").arg(number).arg(all);
}

void FindResults::retranslate()
{
    m_list->setAccessibleName(tr("Found"));
    const bool none = m_model.count() == 0 && !m_model.isSearching();
    m_nothing->setText(
        m_model.query().trimmed().isEmpty()
            ? tr("Type a name (random), a value (0x0303), bytes (16 03 01) or a word.")
            : tr("Nothing here has “%1”. Bytes are written as 16 03 01 or 160301.").arg(m_model.query()));
    m_nothing->setVisible(none);
    m_list->setVisible(!none);
}

void FindResults::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void FindResults::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT left();
    else
        QWidget::keyPressEvent(event);
}

} // namespace hd::ui
