// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/security/propertiespage.h"

#include "inspectors/propertymark.h"
#include "inspectors/security/securitytable.h"
#include "models/securitymatrix.h"
#include "text/explanations.h"
#include "theme/theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace hd::ui {

namespace {

/// The mark, the word, and below it the message that made it so.
class MatrixCell : public SecurityCell
{
public:
    MatrixCell(Theme *theme, QObject *parent) : SecurityCell(theme, SecurityMatrix::LinkedRole, parent) {}

private:
    int markRoom() const { return theme()->px(propertyMarkSide + 8); }

    QSize contentSize(const QModelIndex &index) const override
    {
        const int word = textWidth(theme()->ui(Fonts::meta, QFont::DemiBold), index.data().toString());
        const int proof = textWidth(theme()->ui(Fonts::caption), index.data(SecurityMatrix::ProofTextRole).toString());
        return {std::max(markRoom() + word, proof), theme()->px(36)};
    }

    void paintContent(QPainter *painter, const QRect &box, const QModelIndex &index) const override
    {
        const Colors &colors = theme()->colors();
        const QString proof = index.data(SecurityMatrix::ProofTextRole).toString();
        const int line = theme()->px(17);
        const int top = box.center().y() - (proof.isEmpty() ? line / 2 : line);
        const double side = theme()->px(propertyMarkSide);
        const QRectF circle(box.left(), top + (line - side) / 2, side, side);
        painter->save();
        painter->translate(circle.topLeft());
        painter->scale(theme()->zoom(), theme()->zoom());
        const auto achievement = static_cast<Achievement>(index.data(SecurityMatrix::AchievementRole).toInt());
        paintPropertyMark(*painter, {0, 0, propertyMarkSide, propertyMarkSide}, achievement, colors);
        painter->restore();
        const QRect word(box.left() + markRoom(), top, box.width() - markRoom(), line);
        painter->setFont(theme()->ui(Fonts::meta, QFont::DemiBold));
        painter->setPen(colors.text1);
        painter->drawText(word, Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
        painter->setFont(theme()->ui(Fonts::caption));
        painter->setPen(colors.accent);
        painter->drawText(QRect(box.left(), top + line, box.width(), line), Qt::AlignLeft | Qt::AlignVCenter, proof);
    }
};

} // namespace

PropertiesPage::PropertiesPage(Session *session, Theme *theme, Explanations *texts, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_theme(theme),
      m_matrix(new SecurityMatrix(new SessionNews(session, this), texts, this)),
      m_table(new SecurityTable(theme, SecurityTable::Spare::Equally, this)),
      m_reason(new QTextBrowser(this))
{
    m_table->setModel(m_matrix);
    m_table->setItemDelegate(new MatrixCell(theme, this));
    m_table->setRowHeight(44);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->show();
    m_table->verticalHeader()->setSectionsClickable(false);
    m_table->setCurrentIndex(m_matrix->index(0, 0));
    m_reason->setFrameShape(QFrame::NoFrame);
    m_reason->setOpenLinks(false);
    m_reason->setObjectName(QStringLiteral("securityReason"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_table);
    layout->addWidget(m_reason, 1);

    connect(m_table, &SecurityTable::picked, this, [this](const QModelIndex &cell) {
        if (const QVariant proof = cell.data(SecurityMatrix::ProofRole); proof.isValid())
            m_session->select(Session::messageSelection(MessageId{proof.toUInt()}));
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &PropertiesPage::fill);
    connect(m_matrix, &QAbstractItemModel::dataChanged, this, &PropertiesPage::fill);
    connect(m_reason, &QTextBrowser::anchorClicked, this, &PropertiesPage::follow);
    connect(texts, &Explanations::changed, m_matrix, &SecurityMatrix::retranslate);
    connect(theme, &Theme::changed, this, &PropertiesPage::restyle);
    restyle();
}

void PropertiesPage::restyle()
{
    const Colors &colors = m_theme->colors();
    setStyleSheet(QStringLiteral("#securityReason { border: none; background: %1; }"
                                 "QTableCornerButton::section { background: %2; border: none; }")
                      .arg(colors.base.name(), colors.window.name()));
    m_reason->document()->setDefaultFont(m_theme->ui(Fonts::body));
    m_reason->document()->setDocumentMargin(m_theme->px(12));
    m_reason->setMinimumHeight(m_theme->px(72));
    // all rows, and the reason right below them
    m_table->setFixedHeight(static_cast<int>(propertyCount) * m_theme->px(44) +
                            m_table->horizontalHeader()->sizeHint().height() +
                            m_table->horizontalScrollBar()->sizeHint().height());
    fill();
}

/// Why the current cell is as it is.
void PropertiesPage::fill()
{
    const QModelIndex cell = m_table->currentIndex();
    m_table->setAccessibleName(tr("Security properties, as each sees them"));
    m_reason->setAccessibleName(tr("Reason"));
    if (!cell.isValid())
        return m_reason->clear();
    const auto header = [this](int section, Qt::Orientation orientation) {
        return m_matrix->headerData(section, orientation, Qt::DisplayRole).toString().toHtmlEscaped();
    };
    QString html = QStringLiteral("<b>%1 · %2: %3</b><br>%4")
                       .arg(header(cell.row(), Qt::Vertical), header(cell.column(), Qt::Horizontal),
                            cell.data().toString().toHtmlEscaped(),
                            cell.data(SecurityMatrix::ReasonRole).toString().toHtmlEscaped());
    const auto link = [this](const QString &target, const QString &text) {
        return QStringLiteral(" <a style=\"color: %1; text-decoration: none\" href=\"%2\">%3</a>")
            .arg(m_theme->colors().accent.name(), target, text.toHtmlEscaped());
    };
    if (const QVariant proof = cell.data(SecurityMatrix::ProofRole); proof.isValid())
        html += link(QStringLiteral("message:%1").arg(proof.toUInt()),
                     QStringLiteral("→ ") + cell.data(SecurityMatrix::ProofTextRole).toString());
    if (const QVariant since = cell.data(SecurityMatrix::SinceRole);
        since.isValid() && since.toUInt() != m_session->playhead())
        html += link(QStringLiteral("time:%1").arg(since.toUInt()), tr("→ to the moment"));
    m_reason->setHtml(html);
}

void PropertiesPage::follow(const QUrl &url)
{
    if (url.scheme() == QLatin1StringView("message"))
        m_session->select(Session::messageSelection(MessageId{url.path().toUInt()}));
    else
        m_session->setPlayhead(url.path().toUInt());
}

void PropertiesPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        m_matrix->retranslate();
    QWidget::changeEvent(event);
}

} // namespace hd::ui
