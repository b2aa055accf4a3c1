package org.citywall.stream.ebike;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.ebike.ChargingSession;
import org.citywall.contracts.ebike.PortOrderView;

/** A decision in the making, alive for one call. */
final class EbikeDraft {
    final EbikePolicy policy;
    final SiteMemory site;
    final Ports ports;

    /** Time of the log. */
    Instant now;

    EbikeDecision.Verdict verdict = EbikeDecision.Verdict.TAKEN;

    /** The reading at hand, its charger and its port; null: none. */
    ChargerReading reading;

    /** When the gateway had it; what was recorded is judged as if that had been when measured. */
    Instant receivedAt;

    StationMemory station;
    PortMemory port;

    /** Whether its device time is one: there is one, and the clock of the charger runs. */
    boolean timed;

    /** Time of the reading as the rules count, ms. */
    long at;

    /** Whether the charger's own seconds of the same session went on as fast as time. */
    boolean wentOn;

    /** Whether it tells of another session than the one that runs; its state is not the port's. */
    boolean straggler;

    /** Since the port was measured before, ms; 0: never. */
    long sinceBefore;

    private boolean shown;
    private boolean paged;
    private List<Detection> detections = List.of();
    private List<ChargingSession> sessions = List.of();
    private List<PortOrderView> orders = List.of();
    private List<DeviceCommand> commands = List.of();

    EbikeDraft(SiteMemory site, Ports ports, Instant now, EbikePolicy policy) {
        this.site = site;
        this.ports = ports;
        this.now = now;
        this.policy = policy;
    }

    long nowMs() {
        return now.toEpochMilli();
    }

    void emit(Detection detection) {
        detections = with(detections, detection);
    }

    void emit(ChargingSession session) {
        sessions = with(sessions, session);
    }

    void emit(PortOrderView order) {
        orders = with(orders, order);
    }

    void emit(DeviceCommand command) {
        commands = with(commands, command);
    }

    /** Nearly every reading decides nothing, so there is no list until there is something in it. */
    private static <T> List<T> with(List<T> list, T next) {
        List<T> grown = list.isEmpty() ? new ArrayList<>(2) : list;
        grown.add(next);
        return grown;
    }

    /** Something changed that a person must know: wall and page show it at once. */
    void showNow() {
        shown = true;
        paged = true;
    }

    /** Something changed that can wait for its turn; the newest state is shown then. */
    void showInTurn() {
        site.held = true;
        site.pageHeld = true;
        showWhatIsDue();
    }

    /** Somebody looks, and waits for a page as it is now, be it that nothing has changed. */
    void showToWhoLooks(long untilMs) {
        site.watchedUntil = Math.max(site.watchedUntil, untilMs);
        paged = true;
    }

    /** What was held back until now. */
    void showWhatIsDue() {
        if (nowMs() >= site.watchedUntil) {
            site.watchedUntil = 0;
        }
        shown |= site.held && nowMs() >= site.viewDueAt(policy);
        paged |= site.pageHeld && nowMs() >= site.pageDueAt(policy);
    }

    EbikeDecision decision() {
        Views views = (shown || paged) && site.heardAt != 0 ? show() : null;
        return new EbikeDecision(
                verdict,
                detections,
                views == null ? null : views.summary(),
                views == null || !paged ? null : views.page(),
                sessions,
                orders,
                commands,
                EbikeRule.nextTimer(site, policy));
    }

    /**
     * The revision is not a mere counter: the live view keeps the newest one, and after a loss of
     * state a counter would begin below it.
     */
    private Views show() {
        site.held = false;
        site.grown = false;
        site.shownAt = nowMs();
        if (paged) {
            site.pageHeld = false;
            site.pagedAt = nowMs();
        }
        site.rev = Math.max(site.rev + 1, nowMs());
        return new Views(this);
    }
}
