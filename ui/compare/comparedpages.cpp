// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/comparedpages.h"

#include "compare/compareddelegate.h"
#include "models/valuetext.h"
#include "theme/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScopedValueRollback>
#include <QTextEdit>
#include <QVBoxLayout>

namespace hd::ui {

ComparedView::ComparedView(QAbstractItemModel *model, const Theme *theme, QWidget *parent)
    : QTreeView(parent), m_delegate(new ComparedDelegate(theme, this))
{
    setModel(model);
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setAllColumnsShowFocus(true);
    setHorizontalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    setUniformRowHeights(false);
    header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    header()->setStretchLastSection(true);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header()->setSectionsMovable(false);
    connect(model, &QAbstractItemModel::modelReset, this, &QTreeView::expandAll);
    theme->follow(this, [this, theme] {
        header()->setFont(theme->ui(Fonts::caption, QFont::DemiBold));
        setIndentation(theme->px(12));
        scheduleDelayedItemsLayout();
    });
    expandAll();
}

void ComparedView::stackValues()
{
    m_delegate->setStacked(true);
    for (int column = 1; column < model()->columnCount(); ++column)
        setColumnHidden(column, true);
    setHeaderHidden(true);
}

void ComparedView::showCurrent(const QModelIndex &index)
{
    const QScopedValueRollback showing(m_showing, true);
    setCurrentIndex(index);
    if (index.isValid())
        scrollTo(index);
}

void ComparedView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    if (current.isValid() && !m_showing)
        Q_EMIT picked(current);
}

static QVBoxLayout *columnOf(QWidget *page)
{
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    return column;
}

// Fields

FieldsPage::FieldsPage(SideBySide *sides, const Theme *theme, QWidget *parent)
    : QWidget(parent),
      m_sides(sides),
      m_theme(theme),
      m_model(new ComparedFieldsModel(sides, this)),
      m_title(new QLabel(this)),
      m_shown(new QComboBox(this)),
      m_view(new ComparedView(m_model, theme, this)),
      m_detail(new QTextEdit(this))
{
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_shown);
    for (int i = 0; i < 3; ++i)
        m_shown->addItem(QString());
    m_shown->setCurrentIndex(static_cast<int>(m_model->shown()));
    m_title->setWordWrap(true);
    m_title->setTextFormat(Qt::PlainText); // names may come from a peer
    m_detail->setReadOnly(true);
    m_detail->setTabChangesFocus(true);
    m_detail->setFrameShape(QFrame::NoFrame);
    m_view->stackValues();
    QVBoxLayout *column = columnOf(this);
    column->addLayout(head);
    column->addWidget(m_view, 3);
    column->addWidget(m_detail, 1);
    connect(m_shown, &QComboBox::activated, this,
            [this](int index) { m_model->setShown(static_cast<ComparedFieldsModel::Shown>(index)); });
    connect(m_view, &ComparedView::picked, this,
            [this](const QModelIndex &index) { m_sides->selectField(m_model->pairAt(index)); });
    connect(sides, &SideBySide::selectionChanged, this, &FieldsPage::adoptSelection);
    theme->follow(this, [this, theme, head] {
        head->setContentsMargins(theme->px(12), theme->px(8), theme->px(8), theme->px(8));
        head->setSpacing(theme->px(8));
        m_title->setFont(theme->ui(Fonts::body, QFont::DemiBold));
        m_shown->setMinimumHeight(theme->px(28));
        m_detail->setMinimumHeight(theme->px(96));
        m_detail->document()->setDocumentMargin(theme->px(10));
        fillDetail();
    });
    retranslate();
}

void FieldsPage::retranslate()
{
    m_shown->setItemText(0, tr("All fields"));
    m_shown->setItemText(1, tr("What differs"));
    m_shown->setItemText(2, tr("What differs unexpectedly"));
    m_shown->setAccessibleName(tr("Which fields are shown"));
    m_view->setAccessibleName(tr("Fields of both messages"));
    m_detail->setAccessibleName(tr("Both values in full"));
    m_detail->setPlaceholderText(tr("Choose a field to see both values in full."));
    m_model->retranslate();
    adoptSelection();
}

void FieldsPage::adoptSelection()
{
    QStringList names;
    for (const bool ofA : {true, false})
        if (const std::optional<MessageId> id = m_sides->currentMessage(ofA))
            names << (ofA ? QStringLiteral("A #%1 %2") : QStringLiteral("B #%1 %2"))
                         .arg(id->index + 1)
                         .arg(toQString(m_sides->trace(ofA)[*id].name));
    m_title->setText(names.isEmpty() ? tr("Step or choose a message to see its fields.")
                                     : names.join(QStringLiteral("  ·  ")));
    m_view->showCurrent(m_model->indexOfSelected());
    fillDetail();
}

/// All bytes of one side; those that the other does not have there are bold and underlined.
QString FieldsPage::valueHtml(const FieldPair &pair, bool ofA) const
{
    const auto bytesOf = [this](std::optional<FieldIndex> field, bool inA) {
        const std::optional<MessageId> id = m_sides->currentMessage(inA);
        if (!field || !id)
            return ByteView();
        const Message &message = m_sides->trace(inA)[*id];
        const Range range = message.fields[*field].range;
        return range.end() >= range.offset && range.end() <= message.bytes.size() ? slice(message.bytes, range)
                                                                                  : ByteView();
    };
    const std::optional<FieldIndex> own = ofA ? pair.a : pair.b;
    if (!own)
        return tr("not there").toHtmlEscaped();
    const ByteView mine = bytesOf(own, ofA), theirs = bytesOf(ofA ? pair.b : pair.a, !ofA);
    const std::string &meaning = m_sides->trace(ofA)[*m_sides->currentMessage(ofA)].fields[*own].meaning;
    QString html = meaning.empty() ? QString() : toQString(meaning).toHtmlEscaped() + QStringLiteral("<br>");
    static constexpr std::size_t longest = 2048;
    const bool compared = (ofA ? pair.b : pair.a).has_value();
    bool marked = false;
    for (std::size_t i = 0; i < std::min(mine.size(), longest); ++i) {
        const bool differs = compared && (i >= theirs.size() || mine[i] != theirs[i]);
        if (differs != marked)
            html += differs ? QStringLiteral("<b><u>") : QStringLiteral("</u></b>");
        marked = differs;
        html += QStringLiteral("%1 ").arg(mine[i], 2, 16, QLatin1Char('0'));
    }
    if (marked)
        html += QStringLiteral("</u></b>");
    if (mine.size() > longest)
        html += QStringLiteral("… ") + tr("%1 bytes in all").arg(mine.size()).toHtmlEscaped();
    return html.isEmpty() ? tr("empty").toHtmlEscaped() : html;
}

void FieldsPage::fillDetail()
{
    const QModelIndex index = m_view->currentIndex();
    if (!index.isValid() || m_sides->fields().pairs.empty()) {
        m_detail->setHtml(QString());
        return;
    }
    const FieldPair &pair = m_sides->fields().pairs[m_model->pairAt(index)];
    QStringList why{ComparisonWords::difference(pair.difference)};
    if (const QString cause = ComparisonWords::cause(pair.cause); pair.leaf && !cause.isEmpty())
        why << cause;
    const auto font = [](const QFont &at) {
        return QStringLiteral("font-family:'%1'; font-size:%2px").arg(at.family()).arg(at.pixelSize());
    };
    const auto value = [&](bool ofA) {
        return QStringLiteral("<p style=\"%1\"><b>%2</b>&nbsp; %3</p>")
            .arg(font(m_theme->mono(Fonts::meta)), ofA ? QStringLiteral("A") : QStringLiteral("B"),
                 valueHtml(pair, ofA));
    };
    m_detail->setHtml(QStringLiteral("<p style=\"%1\">%2: %3</p>")
                          .arg(font(m_theme->ui(Fonts::body)),
                               index.siblingAtColumn(0).data().toString().toHtmlEscaped(),
                               why.join(QStringLiteral(" – ")).toHtmlEscaped()) +
                      value(true) + value(false));
}

void FieldsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

// Values

ValuesPage::ValuesPage(SideBySide *sides, const Theme *theme, QWidget *parent)
    : QWidget(parent), m_model(new ComparedValuesModel(sides, this)), m_view(new ComparedView(m_model, theme, this))
{
    columnOf(this)->addWidget(m_view);
    m_view->setRootIsDecorated(false);
    m_view->stackValues();
    connect(m_view, &ComparedView::picked, this,
            [this, sides](const QModelIndex &index) { sides->selectValue(m_model->pairAt(index.row())); });
    connect(sides, &SideBySide::selectionChanged, this,
            [this] { m_view->showCurrent(m_model->index(m_model->rowOfSelected(), 0)); });
    retranslate();
}

void ValuesPage::retranslate()
{
    m_view->setAccessibleName(tr("Values and keys of both"));
    m_model->retranslate();
}

void ValuesPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

// Facts

FactsPage::FactsPage(SideBySide *sides, const Theme *theme, QWidget *parent)
    : QWidget(parent), m_model(new ComparedFactsModel(sides, this)), m_view(new ComparedView(m_model, theme, this))
{
    columnOf(this)->addWidget(m_view);
    m_view->setRootIsDecorated(false);
    m_view->stackValues();
    retranslate();
}

void FactsPage::retranslate()
{
    m_view->setAccessibleName(tr("Sizes, round trips and what was agreed on"));
    m_model->retranslate();
}

void FactsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace hd::ui
