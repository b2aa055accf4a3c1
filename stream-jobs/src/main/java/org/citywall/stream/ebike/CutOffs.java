package org.citywall.stream.ebike;

import static org.citywall.contracts.ebike.PortOrderState.ACKED;
import static org.citywall.contracts.ebike.PortOrderState.FAILED;
import static org.citywall.contracts.ebike.PortOrderState.REQUESTED;
import static org.citywall.contracts.ebike.PortOrderState.SENT;
import static org.citywall.contracts.ebike.PortOrderState.TIMEOUT;
import static org.citywall.contracts.ebike.PortOrderState.VERIFIED;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.ebike.PortAnswer;
import org.citywall.contracts.ebike.PortOrder;
import org.citywall.contracts.ebike.PortOrderState;
import org.citywall.contracts.ebike.PortOrderView;
import org.citywall.contracts.ebike.PortView;
import org.citywall.stream.ebike.EbikeDecision.Verdict;

/**
 * Cutting a port off. That a charger says it has done it is a claim: only a measurement that was
 * taken after its answer is a proof ({@link Proofs}).
 *
 * <pre>
 *   REQUESTED ──sent──► SENT ──answer──► ACKED ──less than 5 W, measured after──► VERIFIED
 *       │                 │                │
 *       └── out of time ──┴── once: again ─┴── twice: TIMEOUT; power all the same: FAILED
 * </pre>
 */
final class CutOffs {
    /** So many who have cut a port off are kept; there is a shift of them at most. */
    private static final int MOST_PERSONS = 16;

    private CutOffs() {}

    static void begin(EbikeDraft draft, String key, PortOrderView view) {
        OpenOrder open = new OpenOrder();
        open.view = view;
        draft.site.open.put(key, open);
        request(draft, key, open);
        Orders.publish(draft, view);
    }

    private static void request(EbikeDraft draft, String key, OpenOrder open) {
        PortMemory port = memory(draft, key, open.view);
        open.session = port.session == null ? null : port.session.id;
        open.deadline = draft.nowMs() + draft.policy.order().sendWithin().toMillis();
        open.ackedAt = 0;
        open.waitsUntil = 0;
        open.extended = false;
        open.stillW = Double.NaN;
        Orders.send(draft, open.view, Orders.PORT_OFF, open.session);
    }

    static void answer(EbikeDraft draft, PortAnswer answer) {
        String key = Ports.key(answer.stationId(), answer.port());
        OpenOrder open = draft.site.open.get(key);
        if (open == null
                || !open.view.id().equals(answer.commandId())
                || answer.attempt() < 1
                || answer.attempt() > open.view.attempts()) {
            draft.verdict = Verdict.REFUSED;
            return;
        }
        draft.at = draft.nowMs();
        boolean ofNewest = answer.attempt() == open.view.attempts();
        switch (answer.step()) {
            case SENT -> sent(draft, open, answer);
            case DONE, ALREADY_IDLE -> acked(draft, key, open, answer);
            case OTHER_SESSION -> {
                if (waits(draft, open, ofNewest)) {
                    otherSession(draft, key, open);
                }
            }
            case REFUSED -> {
                if (waits(draft, open, ofNewest)) {
                    again(draft, key, open, FAILED, "充电桩拒绝" + detail(answer));
                }
            }
        }
    }

    /** A refusal counts for the attempt that waits; of an older one, or after a yes, it is late. */
    private static boolean waits(EbikeDraft draft, OpenOrder open, boolean ofNewest) {
        boolean waits = ofNewest && open.view.state() != ACKED;
        if (!waits) {
            draft.verdict = Verdict.LATE;
        }
        return waits;
    }

    private static void sent(EbikeDraft draft, OpenOrder open, PortAnswer answer) {
        if (open.view.state() != REQUESTED) {
            draft.verdict = Verdict.DUPLICATE;
            return;
        }
        open.deadline = draft.nowMs() + draft.policy.order().answerWithin().toMillis();
        Instant sentAt = open.view.sentAt() == null ? answer.at() : open.view.sentAt();
        change(
                draft,
                open,
                SENT,
                "第 %d 次已发送，等待充电桩应答".formatted(answer.attempt()),
                sentAt,
                open.view.answeredAt(),
                null);
    }

    private static void acked(EbikeDraft draft, String key, OpenOrder open, PortAnswer answer) {
        if (open.view.state() == ACKED) {
            draft.verdict = Verdict.DUPLICATE;
            return;
        }
        PortMemory port = memory(draft, key, open.view);
        open.deadline = draft.nowMs() + draft.policy.order().measureWithin().toMillis();
        open.waitsUntil = draft.nowMs() + Proofs.waitMs(draft, port);
        open.ackedAt = answer.at().toEpochMilli();
        open.stillW = Double.NaN;
        PortOrderView view = open.view;
        String said = answer.step() == PortAnswer.Step.ALREADY_IDLE ? "充电桩称端口已空闲" : "充电桩称已断电";
        change(
                draft,
                open,
                ACKED,
                "%s%s，等待实测功率低于 %s%s"
                        .formatted(
                                said,
                                detail(answer),
                                EbikeWords.watts(Meter.offBelowW(draft)),
                                Proofs.awaited(draft, port, open)),
                view.sentAt() == null ? answer.at() : view.sentAt(),
                view.answeredAt() == null ? answer.at() : view.answeredAt(),
                null);
    }

    /** Who has been unplugged and plugged in again has another number; that one is cut off then. */
    private static void otherSession(EbikeDraft draft, String key, OpenOrder open) {
        PortMemory port = memory(draft, key, open.view);
        String now = port.session == null ? null : port.session.id;
        if (now != null && !Objects.equals(now, open.session)) {
            again(draft, key, open, FAILED, "充电桩称会话不符（指令 %s，现为 %s）".formatted(open.session, now));
        } else {
            end(draft, key, open, FAILED, "充电桩称会话不符，实测也没有另一会话", null);
        }
    }

    static void expire(EbikeDraft draft) {
        if (draft.site.open.isEmpty()) {
            return;
        }
        draft.at = draft.nowMs();
        for (Map.Entry<String, OpenOrder> entry : new TreeMap<>(draft.site.open).entrySet()) {
            if (entry.getValue().deadline <= draft.nowMs()) {
                outOfTime(draft, entry.getKey(), entry.getValue());
            }
        }
    }

    private static void outOfTime(EbikeDraft draft, String key, OpenOrder open) {
        OrderLimits limits = draft.policy.order();
        switch (open.view.state()) {
            case REQUESTED -> again(draft, key, open, TIMEOUT, "无网关连着该桩");
            case SENT ->
                    again(
                            draft,
                            key,
                            open,
                            TIMEOUT,
                            "充电桩 %s内未应答"
                                    .formatted(
                                            EbikeWords.duration(limits.answerWithin().toMillis())));
            default -> unproven(draft, key, open);
        }
    }

    private static void unproven(EbikeDraft draft, String key, OpenOrder open) {
        PortMemory port = memory(draft, key, open.view);
        if (open.belowAt != 0 && !open.extended) {
            // Chargers that report each ten seconds, or more rarely, have told it once so far.
            open.extended = true;
            open.deadline = draft.nowMs() + Proofs.waitMs(draft, port);
        } else if (!Double.isNaN(open.stillW)) {
            stillOn(draft, key, open);
        } else if (open.belowAt == 0 && draft.nowMs() < open.waitsUntil) {
            open.deadline = open.waitsUntil;
        } else {
            boolean unproven = open.belowAt == 0 || Proofs.isFaulty(port);
            String why = unproven ? Proofs.missing(port) : "只有一次实测断电，未能复核";
            again(draft, key, open, TIMEOUT, sinceAnswer(draft, open) + why);
        }
    }

    /** It was measured to give power all the same, when it should have been off for long. */
    static void stillOn(EbikeDraft draft, String key, OpenOrder open) {
        // Less than a battery in float may take: a meter may show it while nothing flows.
        String meter =
                open.stillW < draft.policy.power().stuckW() ? "（若电表空载也显示此值，请在场所设置中登记空载功率）" : "";
        again(
                draft,
                key,
                open,
                FAILED,
                sinceAnswer(draft, open) + "实测仍有 " + EbikeWords.watts(open.stillW) + meter);
    }

    private static String sinceAnswer(EbikeDraft draft, OpenOrder open) {
        return "应答后 %s内".formatted(EbikeWords.duration(draft.nowMs() - open.ackedAt));
    }

    /** Once more, or the end. */
    private static void again(
            EbikeDraft draft, String key, OpenOrder open, PortOrderState otherwise, String why) {
        PortOrderView view = open.view;
        if (view.attempts() >= draft.policy.order().attempts()) {
            boolean stuck = !Double.isNaN(open.stillW);
            double watts = open.stillW;
            end(draft, key, open, otherwise, why, stuck ? watts : null);
            return;
        }
        open.view =
                edited(
                        draft,
                        view,
                        REQUESTED,
                        why + "，再发一次",
                        view.attempts() + 1,
                        view.sentAt(),
                        view.answeredAt(),
                        null);
        request(draft, key, open);
        Orders.publish(draft, open.view);
    }

    /** Whatever the end is, the port is locked: it was dangerous, or nobody knows how it stands. */
    static void end(
            EbikeDraft draft,
            String key,
            OpenOrder open,
            PortOrderState state,
            String detail,
            Double watts) {
        PortOrderView view = open.view;
        change(draft, open, state, detail, view.sentAt(), view.answeredAt(), watts);
        draft.site.open.remove(key);
        PortMemory port = memory(draft, key, view);
        port.lockedBy = view.by();
        if (!port.cutBy.contains(view.by()) && port.cutBy.size() < MOST_PERSONS) {
            port.cutBy.add(view.by());
        }
        port.provenOff = state == VERIFIED;
        port.orderEndedAt = draft.nowMs();
        port.inUse = false;
        port.offSince = 0;
        if (state == VERIFIED) {
            draft.site.proven.add(draft.nowMs());
            clear(draft, port, EbikeKind.CUT_OFF_FAILED, detail);
        } else {
            draft.site.failed.add(draft.nowMs());
            raise(draft, port, state, detail, watts);
        }
        draft.ports.put(key, port);
    }

    private static void raise(
            EbikeDraft draft, PortMemory port, PortOrderState state, String detail, Double watts) {
        int danger = Findings.gravest(port.findings);
        if (watts != null && port.level(EbikeKind.RELAY_STUCK) > Level.RED) {
            Verdicts.ofPort(
                    draft,
                    port,
                    EbikeKind.RELAY_STUCK,
                    Level.RED,
                    "%s；遥控断电无效，须拉上级断路器".formatted(detail));
        }
        String contact = draft.site.profile.contact();
        int level = danger == Level.RED || watts != null ? Level.RED : Level.ORANGE;
        // A second order that fails is told again, though the first has not been forgotten.
        clear(draft, port, EbikeKind.CUT_OFF_FAILED, "又一次断电");
        Verdicts.ofPort(
                draft,
                port,
                EbikeKind.CUT_OFF_FAILED,
                level,
                "断电%s：%s；请联系物业%s到场处置"
                        .formatted(
                                state.words(), detail, contact == null ? "" : "（" + contact + "）"));
    }

    static void clear(EbikeDraft draft, PortMemory port, EbikeKind rule, String reason) {
        if (port.level(rule) != PortView.NO_LEVEL) {
            Verdicts.ofPort(draft, port, rule, PortView.NO_LEVEL, reason);
        }
    }

    /** The port at hand is not stored before the end of the call. */
    private static PortMemory memory(EbikeDraft draft, String key, PortOrderView view) {
        if (draft.port != null && draft.port.key().equals(key)) {
            return draft.port;
        }
        PortMemory known = draft.ports.get(key);
        if (known == null) {
            known = PortMemory.of(view.stationId(), view.port());
            draft.site.ports++;
            draft.ports.put(key, known);
        }
        return known;
    }

    private static void change(
            EbikeDraft draft,
            OpenOrder open,
            PortOrderState state,
            String detail,
            Instant sentAt,
            Instant answeredAt,
            Double watts) {
        open.view =
                edited(
                        draft,
                        open.view,
                        state,
                        detail,
                        open.view.attempts(),
                        sentAt,
                        answeredAt,
                        watts);
        Orders.publish(draft, open.view);
    }

    private static PortOrderView edited(
            EbikeDraft draft,
            PortOrderView before,
            PortOrderState state,
            String detail,
            int attempts,
            Instant sentAt,
            Instant answeredAt,
            Double watts) {
        return new PortOrderView(
                before.id(),
                Math.max(before.rev() + 1, draft.nowMs()),
                before.siteId(),
                before.place(),
                before.stationId(),
                before.port(),
                before.action(),
                state,
                detail,
                before.by(),
                before.reason(),
                before.alertId(),
                attempts,
                before.requestedAt(),
                sentAt,
                answeredAt,
                state.isEnd() ? draft.now : null,
                watts);
    }

    private static String detail(PortAnswer answer) {
        return answer.detail() == null ? "" : "（" + answer.detail() + "）";
    }

    static boolean isOpen(EbikeDraft draft, PortMemory port) {
        return !draft.site.open.isEmpty() && draft.site.open.containsKey(port.key());
    }

    static String person(String by) {
        return PortOrder.AUTOMATIC.equals(by) ? "系统自动" : by;
    }

    static long nextDeadline(SiteMemory site) {
        long next = Long.MAX_VALUE;
        for (OpenOrder open : site.open.values()) {
            next = Math.min(next, open.deadline);
        }
        return next;
    }

    /** Nobody could send or answer until then: what ran out of time is tried again from there. */
    static void sleepUntil(SiteMemory site, long awakeSince, OrderLimits limits) {
        for (OpenOrder open : site.open.values()) {
            long step =
                    switch (open.view.state()) {
                        // Its command has run out of time: the next attempt goes at once.
                        case REQUESTED -> 0;
                        case SENT -> limits.answerWithin().toMillis();
                        default -> limits.measureWithin().toMillis();
                    };
            if (open.deadline < awakeSince + step) {
                open.deadline = awakeSince + step;
                open.waitsUntil = Math.max(open.waitsUntil, open.deadline);
            }
        }
    }
}
