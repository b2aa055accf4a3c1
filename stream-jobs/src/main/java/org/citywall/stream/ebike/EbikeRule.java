package org.citywall.stream.ebike;

import java.time.Instant;
import org.citywall.contracts.ebike.CameraEvent;
import org.citywall.contracts.ebike.ChargerProfile;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.ebike.PageWatch;
import org.citywall.contracts.ebike.PortAnswer;
import org.citywall.contracts.ebike.PortOrder;

/**
 * The rules of e-bike charging: what a reading, an order, an answer, new settings, an event of a
 * camera, or the passing of time means for one site. The same memories, input and policy always
 * give the same decision; the memories are changed in place.
 *
 * <pre>
 *   reading ──► {@link Intake} ────► {@link Sessions} ───► {@link HeatRules}, {@link PowerRules},
 *               who is heard,  begin, end     {@link ShapeRules}, {@link SiteRules}
 *               when, repeats                 └──► {@link Proofs}: is it off?
 *   order ────► {@link Orders} ───────────────────► {@link CutOffs}
 *   answer, time ─────────────────────────► {@link CutOffs}
 *   time ─────► {@link Silence}
 * </pre>
 *
 * <p>Device time counts for what is measured, the time of the log for orders and for silence.
 */
public final class EbikeRule {
    private EbikeRule() {}

    /**
     * Applies one reading.
     *
     * @param now time of the log
     */
    public static EbikeDecision apply(
            SiteMemory site, Ports ports, ChargerReading reading, Instant now, EbikePolicy policy) {
        EbikeDraft draft = new EbikeDraft(site, ports, now, policy);
        Intake.take(draft, reading);
        return draft.decision();
    }

    /**
     * Applies new settings; a version that is not newer has no effect.
     *
     * @param now time of the log
     */
    public static EbikeDecision apply(
            SiteMemory site, Ports ports, ChargerProfile profile, Instant now, EbikePolicy policy) {
        EbikeDraft draft = new EbikeDraft(site, ports, now, policy);
        if (profile.version() > site.profile.version()) {
            site.profile = profile;
            Silence.watchAnew(draft);
            SiteRules.judgeSettings(draft);
            draft.showNow();
        } else {
            draft.verdict = EbikeDecision.Verdict.DUPLICATE;
        }
        return draft.decision();
    }

    /**
     * Accepts an order, or refuses it.
     *
     * @param now time of the log
     */
    public static EbikeDecision apply(
            SiteMemory site, Ports ports, PortOrder order, Instant now, EbikePolicy policy) {
        EbikeDraft draft = new EbikeDraft(site, ports, now, policy);
        Orders.take(draft, order);
        return draft.decision();
    }

    /**
     * Goes on with the order that is answered.
     *
     * @param now time of the log
     */
    public static EbikeDecision apply(
            SiteMemory site, Ports ports, PortAnswer answer, Instant now, EbikePolicy policy) {
        EbikeDraft draft = new EbikeDraft(site, ports, now, policy);
        CutOffs.answer(draft, answer);
        return draft.decision();
    }

    /**
     * Applies what a camera saw.
     *
     * @param now time of the log
     */
    public static EbikeDecision apply(
            SiteMemory site, Ports ports, CameraEvent event, Instant now, EbikePolicy policy) {
        EbikeDraft draft = new EbikeDraft(site, ports, now, policy);
        Cameras.see(draft, event);
        return draft.decision();
    }

    /**
     * Shows the page to who looks at it, and goes on to show it; of a site that nobody has heard
     * there is none.
     *
     * @param now time of the log
     */
    public static EbikeDecision apply(
            SiteMemory site, Ports ports, PageWatch watch, Instant now, EbikePolicy policy) {
        EbikeDraft draft = new EbikeDraft(site, ports, now, policy);
        if (site.heardAt != 0 && site.replay == watch.replay()) {
            draft.showToWhoLooks(draft.nowMs() + PageWatch.HOLDS.toMillis());
        }
        return draft.decision();
    }

    /**
     * Lets time go on: attempts run out of time, chargers fall silent, sessions are forgotten, what
     * a camera saw is over, and a page that was held back is shown.
     *
     * @param now time of the log
     */
    public static EbikeDecision advanceTo(
            SiteMemory site, Ports ports, Instant now, EbikePolicy policy) {
        EbikeDraft draft = new EbikeDraft(site, ports, now, policy);
        long due = nextOfRules(site);
        while (due <= now.toEpochMilli()) {
            draft.now = Instant.ofEpochMilli(due);
            CutOffs.expire(draft);
            Cameras.expire(draft);
            Silence.watch(draft);
            due = nextOfRules(site);
        }
        draft.now = now;
        draft.showWhatIsDue();
        return draft.decision();
    }

    /**
     * Nobody could be heard until then (ADR 6): silence counts from there, and an order that ran
     * out of time meanwhile goes on from there.
     */
    public static void sleepUntil(SiteMemory site, Instant awakeSince, EbikePolicy policy) {
        Silence.sleepUntil(site, awakeSince.toEpochMilli());
        CutOffs.sleepUntil(site, awakeSince.toEpochMilli(), policy.order());
    }

    /** When {@link #advanceTo} must be called at the latest; null: never. */
    public static Instant nextTimer(SiteMemory site, EbikePolicy policy) {
        long next = next(site, policy);
        return next == Long.MAX_VALUE ? null : Instant.ofEpochMilli(next);
    }

    /** When the wall's line may be shown again, should something change until then. */
    public static Instant nextLine(SiteMemory site, EbikePolicy policy) {
        return Instant.ofEpochMilli(site.viewDueAt(policy));
    }

    /** Whether {@link #advanceTo} must be called now; asked before each reading. */
    public static boolean isDue(SiteMemory site, Instant now, EbikePolicy policy) {
        return next(site, policy) <= now.toEpochMilli();
    }

    /** Milliseconds; {@code MAX_VALUE}: never. */
    private static long next(SiteMemory site, EbikePolicy policy) {
        long next = nextOfRules(site);
        if (site.held) {
            next = Math.min(next, site.viewDueAt(policy));
        }
        if (site.pageHeld) {
            next = Math.min(next, site.pageDueAt(policy));
        }
        return next;
    }

    private static long nextOfRules(SiteMemory site) {
        long next = Long.MAX_VALUE;
        if (site.watchAt != 0) {
            next = site.watchAt;
        }
        if (!site.open.isEmpty()) {
            next = Math.min(next, CutOffs.nextDeadline(site));
        }
        if (!site.cameras.isEmpty()) {
            next = Math.min(next, Cameras.nextEnd(site));
        }
        return next;
    }
}
