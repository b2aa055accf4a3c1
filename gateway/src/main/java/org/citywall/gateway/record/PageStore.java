package org.citywall.gateway.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.notify.Holding;
import org.citywall.gateway.notify.NotifyOptions;
import org.citywall.gateway.notify.PageData;
import org.citywall.gateway.notify.answer.AnsweredPages;
import org.citywall.gateway.oncall.PageRoster;
import org.citywall.gateway.oncall.Reached;

/**
 * Writes whom the rules want told into the outbox, from which it is sent. A page is written once,
 * however often the stream tells it. Where it names a post, its contact is whoever is on call there
 * ({@link PageRoster}); otherwise the one of its name, or else {@code *}. Where there is none it is
 * dead from the beginning, and counted. What is old is not sent, but for red of an alert that is
 * still open. The first page of an alert that is not red waits a moment, and goes with the next
 * digest if something explains the alert by then. What people answered is written beside their
 * pages.
 */
public final class PageStore implements Table<AlertChange> {
    /**
     * Who did not answer the last test before a shift on the first channel is told on the one that
     * was taken instead, and afterwards on those that were left out; a contact that was changed
     * since begins with the first again.
     */
    private static final String WRITE =
            """
            INSERT INTO notification (page_id, n, alert_id, recipient, contact, position, channel,
                step, level, urgency, place, state, said, next_at, deadline_at, decided_at,
                written_at, settled_at, body, instead, held_for, hold_until)
            SELECT p.page_id, 1, p.alert_id, p.recipient, way.contact, way.position, way.channel,
                p.step, p.level, least(p.level, 3), p.place, fate.state, fate.said, p.next_at,
                p.deadline_at, p.decided_at, p.now,
                CASE WHEN fate.state IN ('late', 'dead') THEN p.now END, p.body,
                coalesce(p.contacts[way.nth + CASE WHEN way.skips THEN 0 ELSE 1 END:], '{}'),
                CASE WHEN fate.state = 'held' THEN p.held_for END,
                CASE WHEN fate.state = 'held' THEN p.hold_until END
            FROM (SELECT ? AS page_id, ? AS alert_id, ? AS recipient, ? AS step, ? AS level,
                    ? AS place, ? AS is_old, ?::text AS held_for, ?::timestamptz AS deadline_at,
                    ?::timestamptz AS decided_at, ?::timestamptz AS now, ?::jsonb AS body,
                    ?::timestamptz AS next_at, ?::text[] AS contacts, ? AS is_over,
                    ?::bigint AS rev, ?::timestamptz AS hold_until) AS p
            LEFT JOIN LATERAL (
                SELECT max(n.position) AS position
                FROM (SELECT r.id, r.sent_at FROM oncall_readiness AS r
                    WHERE r.person = p.contacts[1] AND r.state <> 'withdrawn'
                        AND r.sent_at > p.now - interval '7 days'
                    ORDER BY r.sent_at DESC LIMIT 1) AS test
                JOIN contact AS k ON k.name = p.contacts[1] AND k.updated_at <= test.sent_at
                JOIN notification AS n ON n.page_id IN ('readiness/' || test.id,
                        'readiness/' || test.id || '/next')
                    AND n.contact = k.name) AS tested ON true
            LEFT JOIN LATERAL (
                SELECT c.contact, c.position, c.channel, one.nth,
                    one.nth = 1 AND c.position >= tested.position AND EXISTS (
                        SELECT FROM contact_channel AS s WHERE s.contact = c.contact
                            AND s.enabled AND s.position < c.position) AS skips
                FROM unnest(p.contacts) WITH ORDINALITY AS one (name, nth)
                JOIN contact_channel AS c ON c.contact = one.name AND c.enabled
                ORDER BY one.nth, one.nth = 1 AND c.position < coalesce(tested.position, 0),
                    c.position LIMIT 1) AS way ON true
            CROSS JOIN LATERAL (
                SELECT p.is_old AND (p.level > 1 OR p.is_over OR EXISTS (SELECT FROM alert AS a
                    WHERE a.id = p.alert_id AND a.rev > p.rev
                        AND a.response IN ('resolved', 'closed'))) AS is_late) AS age
            CROSS JOIN LATERAL (
                SELECT CASE WHEN age.is_late THEN 'late' WHEN way.contact IS NULL THEN 'dead'
                        WHEN p.held_for IS NOT NULL THEN 'held' ELSE 'waiting' END AS state,
                    CASE WHEN age.is_late THEN 'too old' WHEN way.contact IS NULL THEN 'no contact'
                        END AS said) AS fate
            ON CONFLICT (page_id, n) DO NOTHING RETURNING state
            """;

    /** What nobody tried to send yet goes with the next digest. */
    private static final String EXPLAINED =
            """
            UPDATE notification SET state = 'held', held_for = 'explained', hold_until = ?
            WHERE alert_id = ? AND state = 'waiting' AND step = 'raised' AND level > 1
                AND attempts = 0
            """;

    private final OwnConnection connection;
    private final NotifyOptions options;
    private final PageRoster roster;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Runnable written;

    /**
     * Connects when it first writes.
     *
     * @param roster this store's own
     * @param written told when something new is there to be sent
     */
    public PageStore(
            String jdbcUrl,
            String user,
            String password,
            NotifyOptions options,
            PageRoster roster,
            Clock clock,
            MeterRegistry meters,
            Runnable written) {
        this.connection = new OwnConnection(jdbcUrl, user, password, "citywall-notify");
        this.options = options;
        this.roster = roster;
        this.clock = clock;
        this.meters = meters;
        this.written = written;
        List.of("queued", "held", "late", "no-contact").forEach(result -> count(result, 0));
        Stream.of(Reached.Kind.values()).forEach(kind -> count(kind, 0));
    }

    @Override
    public String name() {
        return "notification";
    }

    @Override
    public AlertChange read(ConsumerRecord<byte[], byte[]> record) {
        AlertChange change = Json.read(record.value(), AlertChange.class);
        if (change.alert() == null) {
            throw new IllegalArgumentException("alert is missing");
        }
        boolean saysNothing =
                !hasPages(change)
                        && !isExplained(change.alert())
                        && !AnsweredPages.concerns(change);
        return saysNothing || !PageData.mayPage(change.alert()) ? null : change;
    }

    private static List<Page> pages(AlertChange change) {
        return change.pages() == null ? List.of() : change.pages();
    }

    private static boolean hasPages(AlertChange change) {
        return !pages(change).isEmpty();
    }

    private static boolean isExplained(Alert alert) {
        return alert.level() > Level.RED
                && (alert.suppressedBy() != null || alert.partOf() != null);
    }

    @Override
    public void write(List<AlertChange> changes) throws SQLException {
        List<String> states = new ArrayList<>();
        List<Reached.Kind> kinds = new ArrayList<>();
        connection.transact(
                db -> {
                    states.clear();
                    kinds.clear();
                    Instant now = clock.instant();
                    roster.refresh(db, now);
                    try (PreparedStatement write = db.prepareStatement(WRITE);
                            PreparedStatement hold = db.prepareStatement(EXPLAINED)) {
                        for (AlertChange change : changes) {
                            if (isExplained(change.alert())) {
                                hold.setTimestamp(
                                        1, timestamp(now.plus(options.holding().explained())));
                                hold.setString(2, change.alert().id());
                                hold.executeUpdate();
                            }
                            if (AnsweredPages.concerns(change)) {
                                AnsweredPages.write(db, change);
                            }
                            for (Page page : pages(change)) {
                                Reached reached = roster.reached(page, change.alert().place(), now);
                                if (write(write, new Told(change, page, reached, now), states)) {
                                    kinds.add(reached.kind());
                                }
                            }
                        }
                    }
                });
        states.forEach(state -> count(result(state), 1));
        kinds.forEach(kind -> count(kind, 1));
        if (states.contains("waiting")) {
            written.run();
        }
    }

    private record Told(AlertChange change, Page page, Reached reached, Instant now) {}

    /**
     * A row for each person. The first has the page's own id: who is on call may have changed when
     * the log is read again, and only a page that was not there before goes to anybody.
     */
    private boolean write(PreparedStatement to, Told told, List<String> states)
            throws SQLException {
        List<String> people = told.reached().people();
        for (int i = 0; i < people.size(); i++) {
            Set<String> contacts = new LinkedHashSet<>(people.subList(i, i + 1));
            if (i == 0) { // of several it is enough if one has it: the chain is asked once
                contacts.addAll(told.reached().instead());
                contacts.add("*");
            }
            // A name may hold what no header, topic or key of a receiver takes.
            String id = i == 0 ? told.page().id() : Ids.of(told.page().id(), people.get(i));
            fill(to, told, id, contacts);
            if (!state(to, states) && i == 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean state(PreparedStatement write, List<String> states) throws SQLException {
        try (ResultSet row = write.executeQuery()) {
            if (!row.next()) {
                return false;
            }
            states.add(row.getString(1));
            return true;
        }
    }

    private void fill(PreparedStatement to, Told told, String id, Set<String> contacts)
            throws SQLException {
        Page page = told.page();
        Instant now = told.now();
        Holding holding = Holding.of(page, told.change().alert(), options.holding(), now);
        String place = told.change().alert().place();
        to.setString(1, id);
        to.setString(2, page.alertId());
        to.setString(3, page.to());
        to.setString(4, PageData.step(page));
        to.setInt(5, page.level());
        to.setString(6, place == null ? "" : place);
        to.setBoolean(7, page.at().isBefore(now.minus(options.late())));
        to.setString(8, holding.cause() == null ? null : holding.cause().wire());
        to.setTimestamp(9, timestamp(options.deadlineOf(page.level(), now)));
        to.setTimestamp(10, timestamp(page.at()));
        to.setTimestamp(11, timestamp(now));
        to.setString(12, Json.string(body(told, id)));
        to.setTimestamp(13, timestamp(leavesAt(page, now)));
        to.setArray(14, to.getConnection().createArrayOf("text", contacts.toArray()));
        to.setBoolean(15, isOver(told.change().alert()));
        to.setLong(16, told.change().alert().rev());
        to.setTimestamp(17, timestamp(holding.until()));
    }

    private static boolean isOver(Alert alert) {
        return alert.response() == Response.RESOLVED || alert.response() == Response.CLOSED;
    }

    private ObjectNode body(Told told, String id) {
        ObjectNode body = PageData.of(told.change().alert(), told.page(), options.links());
        ObjectNode onCall = PageRoster.told(told.reached(), told.page(), told.now());
        if (onCall != null) {
            body.put("pageId", id).set("onCall", onCall);
        }
        return body;
    }

    /** What explains an alert is not found in the moment in which it begins. */
    private Instant leavesAt(Page page, Instant now) {
        if (page.level() == Level.RED || page.step() != Page.Step.RAISED) {
            return now;
        }
        Instant settled = page.at().plus(options.settle());
        return settled.isAfter(now) ? settled : now;
    }

    private static String result(String state) {
        return switch (state) {
            case "waiting" -> "queued";
            case "dead" -> "no-contact";
            default -> state;
        };
    }

    private void count(String result, int n) {
        meters.counter(MetricNames.NOTIFY_PAGES, "result", result).increment(n);
    }

    private void count(Reached.Kind kind, int n) {
        String result = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        meters.counter(MetricNames.ONCALL_PAGES, "result", result).increment(n);
    }

    @Override
    public void close() {
        connection.close();
    }

    @SuppressWarnings("JavaUtilDate") // JDBC knows no other
    private static Timestamp timestamp(Instant instant) {
        return Timestamp.from(instant);
    }
}
