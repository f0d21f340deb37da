// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/negotiation/choicespage.h"

#include "inspectors/linkstrip.h"
#include "inspectors/negotiation/choicesdelegate.h"
#include "session/linked.h"
#include "session/sessionnews.h"
#include "text/explanations.h"
#include "theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTreeView>
#include <QVBoxLayout>

namespace hd::ui {

ChoicesPage::ChoicesPage(Session *session, Theme *theme, Explanations *texts, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_theme(theme),
      m_model(new ChoicesModel([texts](const QString &key) { return texts->reason(key); }, this)),
      m_view(new QTreeView(this)),
      m_notice(new QFrame(this)),
      m_noticeText(new QLabel(m_notice)),
      m_jump(new LinkStrip(theme, m_notice))
{
    m_notice->setObjectName(QStringLiteral("choicesNotice"));
    m_noticeText->setWordWrap(true);
    auto *notice = new QHBoxLayout(m_notice);
    notice->addWidget(m_noticeText, 1);
    notice->addWidget(m_jump);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new ChoicesDelegate(m_view, theme));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setRootIsDecorated(false);
    m_view->setItemsExpandable(false);
    m_view->setIndentation(0);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionsMovable(false);
    m_view->header()->setSectionResizeMode(ChoicesModel::Name, QHeaderView::Stretch);
    for (const int column : {ChoicesModel::Offered, ChoicesModel::Supported, ChoicesModel::Usable})
        m_view->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_notice);
    layout->addWidget(m_view, 1);

    connect(m_view->header(), &QHeaderView::sectionResized, m_view, &QTreeView::doItemsLayout);
    connect(m_model, &ChoicesModel::modelReset, this, &ChoicesPage::spread);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { selectAt(current); });
    connect(m_view, &QTreeView::clicked, this, &ChoicesPage::selectAt);
    auto *news = new SessionNews(session, this);
    connect(news, &SessionNews::traceChanged, this, &ChoicesPage::adoptTrace);
    connect(news, &SessionNews::playheadChanged, this, [this](Playhead, Playhead to) { adoptPlayhead(to); });
    connect(news, &SessionNews::selectionChanged, this, &ChoicesPage::adoptSelection);
    connect(texts, &Explanations::changed, m_model, &ChoicesModel::retranslate);
    connect(theme, &Theme::changed, this, &ChoicesPage::restyle);
    restyle();
    adoptTrace();
    retranslate();
}

void ChoicesPage::adoptTrace()
{
    m_model->setPlayhead(m_session->playhead());
    m_model->setTrace(m_session->trace());
    fillNotice();
}

void ChoicesPage::adoptPlayhead(Playhead at)
{
    m_model->setPlayhead(at);
    fillNotice();
}

void ChoicesPage::spread()
{
    m_view->expandAll();
    for (int row = 0; row < m_model->rowCount(); ++row)
        m_view->setFirstColumnSpanned(row, {}, true);
    adoptSelection();
}

/// A candidate is an entry of an offer; one that was not offered, and the choice as a whole, are the decision.
Selection ChoicesPage::selectionAt(const QModelIndex &index) const
{
    const Choice *choice = m_model->choice(index);
    if (!choice)
        return {};
    const ChoiceRow *row = m_model->candidate(index);
    if (row && row->field)
        return m_session->fieldSelection(row->field->message, QString::fromStdString(row->field->path));
    if (row && row->chosen && choice->told && !choice->decision)
        return m_session->fieldSelection(choice->told->message, QString::fromStdString(choice->told->path));
    if (choice->decision && m_model->decided(*choice)) {
        Selection selection;
        selection.kind = Selection::Kind::Decision;
        selection.message = choice->asked;
        selection.index = *choice->decision;
        return selection;
    }
    return choice->asked ? Session::messageSelection(*choice->asked) : Selection();
}

void ChoicesPage::selectAt(const QModelIndex &index)
{
    const Selection selection = selectionAt(index.siblingAtColumn(0));
    if (selection.kind != Selection::Kind::None)
        m_session->select(selection);
}

QModelIndex ChoicesPage::indexOf(const Linked &linked) const
{
    if (m_session->selection().kind == Selection::Kind::Decision && !linked.decisions.empty())
        return m_model->indexOfDecision(linked.decisions.front());
    for (FieldRef field : linked.fields)
        for (std::size_t cut = field.path.size(); cut != std::string::npos; cut = field.path.rfind('.')) {
            field.path.resize(cut);
            if (const QModelIndex at = m_model->indexOfField(field); at.isValid())
                return at;
        }
    return linked.decisions.empty() ? QModelIndex() : m_model->indexOfDecision(linked.decisions.front());
}

void ChoicesPage::adoptSelection()
{
    const QModelIndex current = m_view->currentIndex();
    const Selection own = selectionAt(current.siblingAtColumn(0));
    const Selection &shown = m_session->selection();
    const bool same =
        own.kind != Selection::Kind::None && own.kind == shown.kind &&
        (own.kind == Selection::Kind::Decision ? own.index == shown.index
                                               : own.message == shown.message && own.fieldPath == shown.fieldPath);
    if (same && m_view->selectionModel()->isSelected(current))
        return;
    const QModelIndex at = same ? current : indexOf(m_session->linked());
    const QSignalBlocker quiet(m_view->selectionModel());
    if (at.isValid()) {
        m_view->selectionModel()->setCurrentIndex(at, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        m_view->scrollTo(at);
    } else {
        m_view->selectionModel()->clearSelection();
    }
    m_view->viewport()->update();
}

void ChoicesPage::fillNotice()
{
    const Playhead now = m_session->playhead();
    const std::vector<Choice> &all = m_model->allChoices();
    const auto made = std::count_if(all.begin(), all.end(),
                                    [now](const Choice &choice) { return now > 0 && choice.decidedAt <= now; });
    const bool any = !all.empty();
    m_notice->setVisible(!any || made < static_cast<std::ptrdiff_t>(all.size()));
    m_view->setHeaderHidden(m_model->rowCount() == 0);
    m_jump->setLinks({});
    if (!any) {
        m_noticeText->setText(now == 0 ? tr("Nothing has been offered yet.")
                                       : tr("In this recording neither side came to choose anything."));
        return;
    }
    if (made == 0)
        m_noticeText->setText(tr("Here the two sides agree: on version, cipher suite, group, signature and more. "
                                 "Nothing has been decided yet."));
    else
        m_noticeText->setText(tr("%1 of %2 choices have been made.").arg(made).arg(all.size()));
    for (const Choice &choice : all)
        if (choice.decidedAt > now || now == 0) {
            const Playhead at = std::max<Playhead>(choice.decidedAt, 1);
            m_jump->setLinks(
                {{tr("→ Next: %1").arg(choice.what), {}, [session = m_session, at] { session->setPlayhead(at); }}});
            return;
        }
}

void ChoicesPage::restyle()
{
    const Colors &colors = m_theme->colors();
    m_notice->setStyleSheet(
        QStringLiteral("#choicesNotice { background: %1; border: none; border-bottom: 1px solid %2; }")
            .arg(colors.linked.name(), colors.hairline.name()));
    m_notice->layout()->setContentsMargins(m_theme->px(16), m_theme->px(6), m_theme->px(16), m_theme->px(6));
    m_notice->layout()->setSpacing(m_theme->px(12));
    m_noticeText->setFont(m_theme->ui(Fonts::meta));
    m_view->setFont(m_theme->ui(Fonts::meta));
    m_view->doItemsLayout();
}

void ChoicesPage::retranslate()
{
    m_view->setAccessibleName(tr("Choices"));
    m_view->header()->headerDataChanged(Qt::Horizontal, 0, ChoicesModel::NumColumns - 1);
    fillNotice();
}

void ChoicesPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_model->retranslate();
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace hd::ui
