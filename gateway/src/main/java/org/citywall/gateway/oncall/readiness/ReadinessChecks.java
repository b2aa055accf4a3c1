package org.citywall.gateway.oncall.readiness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.names.MetricNames;
import org.citywall.gateway.db.Rows;
import org.citywall.gateway.notify.NotifyOptions;
import org.citywall.gateway.notify.Told;
import org.citywall.gateway.oncall.ComingOn;
import org.citywall.gateway.oncall.OnCallNow;
import org.citywall.gateway.oncall.OnCallOptions;
import org.citywall.gateway.sweep.Sweep;

/**
 * Asks who comes on whether messages reach them. The test and its page are written together, and
 * the key of the test (rota, begin, person) lets one gateway do it, once.
 */
public final class ReadinessChecks {
    private static final long PERIOD_MS = 5_000;

    /** The longest lead of the settings: one that is made shorter withdraws no test. */
    private static final Duration FURTHEST = Duration.ofHours(12);

    private static final List<String> RESULTS =
            List.of("sent", "no-contact", "fallback", "answered", "unanswered", "withdrawn");

    private final Pool pool;
    private final OnCallOptions options;
    private final NotifyOptions notify;
    private final OnCallNow onCall;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Runnable wake;
    private final Sweep sweep;

    /**
     * Asks nobody yet.
     *
     * @param wake told when something is there to be sent
     */
    public ReadinessChecks(
            Vertx vertx,
            Pool pool,
            OnCallOptions options,
            NotifyOptions notify,
            Clock clock,
            MeterRegistry meters,
            Runnable wake) {
        this.pool = pool;
        this.options = options;
        this.notify = notify;
        this.onCall = new OnCallNow(options, clock);
        this.clock = clock;
        this.meters = meters;
        this.wake = wake;
        this.sweep = new Sweep(vertx, "readiness before shifts", PERIOD_MS, this::run);
        RESULTS.forEach(result -> count(meters, result, 0));
    }

    static void count(MeterRegistry meters, String result, int n) {
        meters.counter(MetricNames.ONCALL_READINESS, "result", result).increment(n);
    }

    /** Begins to ask, if the settings want it. */
    public void start() {
        if (options.readiness().isOn()) {
            sweep.start();
        }
    }

    /** Asks nobody more. */
    public void stop() {
        sweep.stop();
    }

    /** Looks once who is to be asked, and what became of those who were. */
    public Future<Void> run() {
        Instant now = clock.instant();
        List<String> results = new ArrayList<>();
        return pool.withTransaction(
                        db ->
                                ComingOn.read(db, options.zone(), now, FURTHEST)
                                        .compose(coming -> run(db, coming, now, results)))
                .onSuccess(
                        done -> {
                            results.forEach(result -> count(meters, result, 1));
                            if (!results.isEmpty()) {
                                wake.run();
                            }
                        });
    }

    private Future<Void> run(
            SqlConnection db, List<ComingOn> coming, Instant now, List<String> results) {
        Instant until = now.plus(options.readiness().lead());
        List<ComingOn> due = coming.stream().filter(each -> !each.begins().isAfter(until)).toList();
        return begin(db, due, now, results).compose(done -> go(db, coming, now, results));
    }

    private Future<Void> begin(
            SqlConnection db, List<ComingOn> coming, Instant now, List<String> results) {
        Future<Void> all = Future.succeededFuture();
        for (ComingOn on : coming) {
            all = all.compose(done -> begin(db, on, now, results));
        }
        return all;
    }

    private Future<Void> begin(SqlConnection db, ComingOn on, Instant now, List<String> results) {
        UUID id = UUID.randomUUID();
        Instant deadline = now.plus(options.readiness().answer());
        Tuple row =
                Tuple.tuple()
                        .addUUID(id)
                        .addString(on.rota())
                        .addOffsetDateTime(utc(on.begins()))
                        .addString(on.person())
                        .addString(on.label())
                        .addString(on.post())
                        .addString(on.place())
                        .addOffsetDateTime(utc(now))
                        .addOffsetDateTime(utc(deadline));
        return db.preparedQuery(ReadinessSql.BEGIN)
                .execute(row)
                .compose(
                        written ->
                                written.rowCount() == 0
                                        ? Future.succeededFuture()
                                        : test(db, id.toString(), on, now, deadline, 0)
                                                .map(
                                                        isSent -> {
                                                            results.add(
                                                                    isSent ? "sent" : "no-contact");
                                                            return null;
                                                        }));
    }

    /** True if there is a channel over which it goes. */
    private Future<Boolean> test(
            SqlConnection db, String id, ComingOn on, Instant now, Instant deadline, int above) {
        String page = ReadinessPage.idOf(id) + (above == 0 ? "" : "/next");
        ObjectNode body = ReadinessPage.test(id, page, on, now, deadline, notify.links());
        return page(db, page, Told.READINESS, on, now, body, List.of(on.person()), above);
    }

    private Future<Boolean> page(
            SqlConnection db,
            String page,
            String step,
            ComingOn on,
            Instant now,
            ObjectNode body,
            List<String> contacts,
            int above) {
        Tuple row =
                Tuple.tuple()
                        .addString(page)
                        .addString(body.path("to").asText())
                        .addString(step)
                        .addString(on.place())
                        .addOffsetDateTime(utc(now.plus(notify.deadline())))
                        .addOffsetDateTime(utc(now))
                        .addJsonObject(new JsonObject(Json.string(body)))
                        .addArrayOfString(contacts.toArray(String[]::new))
                        .addInteger(above);
        return db.preparedQuery(ReadinessSql.PAGE)
                .execute(row)
                .map(
                        rows -> {
                            for (Row each : rows) {
                                return each.getString("state").equals("waiting");
                            }
                            return false;
                        });
    }

    private Future<Void> go(
            SqlConnection db, List<ComingOn> coming, Instant now, List<String> results) {
        return db.preparedQuery(ReadinessSql.OPEN)
                .execute()
                .compose(
                        rows -> {
                            Future<Void> all = Future.succeededFuture();
                            for (Row row : rows) {
                                all = all.compose(done -> go(db, row, coming, now, results));
                            }
                            return all;
                        });
    }

    private Future<Void> go(
            SqlConnection db, Row row, List<ComingOn> coming, Instant now, List<String> results) {
        ComingOn on = of(row);
        Check check =
                new Check(
                        Check.State.of(row.getString("state")),
                        on.begins(),
                        Rows.instant(row, "deadline_at"));
        boolean comesOn = coming.stream().anyMatch(each -> isSame(each, on));
        ReadinessRule.Decision decision =
                ReadinessRule.decide(
                        check, comesOn, row.getBoolean("has_next"), now, options.readiness());
        String id = row.getUUID("id").toString();
        return switch (decision.next()) {
            case NOTHING -> Future.succeededFuture();
            case WITHDRAW -> {
                results.add("withdrawn");
                yield noMore(db, id, now)
                        .compose(done -> move(db, id, Check.State.WITHDRAWN, decision, now));
            }
            case FALLBACK -> {
                results.add("fallback");
                Instant deadline = decision.deadline();
                yield noMore(db, id, now)
                        .compose(done -> test(db, id, on, now, deadline, row.getInteger("tried")))
                        .compose(sent -> move(db, id, Check.State.FALLBACK, decision, null));
            }
            case TELL -> {
                results.add("unanswered");
                yield tell(db, id, on, decision.reason(), now)
                        .compose(told -> move(db, id, Check.State.UNANSWERED, decision, now));
            }
        };
    }

    private static Future<Void> noMore(SqlConnection db, String id, Instant now) {
        return db.preparedQuery(ReadinessSql.NO_MORE)
                .execute(Tuple.of(ReadinessPage.idOf(id), utc(now)))
                .mapEmpty();
    }

    private static boolean isSame(ComingOn one, ComingOn other) {
        return one.rota().equals(other.rota())
                && one.begins().equals(other.begins())
                && one.person().equals(other.person());
    }

    private static ComingOn of(Row row) {
        return new ComingOn(
                row.getString("rota"),
                row.getString("post"),
                row.getString("place"),
                Rows.instant(row, "begins_at"),
                row.getString("person"),
                row.getString("label"));
    }

    /** The first of the chain hears of it who is not the one that does not answer. */
    private Future<Boolean> tell(
            SqlConnection db, String id, ComingOn on, String reason, Instant now) {
        ObjectNode body = ReadinessPage.unanswered(id, on, reason, now, notify.links());
        return onCall.contacts(db, options.reach().chain().get(0), on.place())
                .compose(
                        contacts -> {
                            List<String> others = new ArrayList<>(contacts);
                            others.remove(on.person());
                            String page = body.path("pageId").asText();
                            return page(db, page, Told.NOT_READY, on, now, body, others, 0);
                        });
    }

    private static Future<Void> move(
            SqlConnection db,
            String id,
            Check.State state,
            ReadinessRule.Decision decision,
            @Nullable Instant ended) {
        Tuple row =
                Tuple.tuple()
                        .addUUID(UUID.fromString(id))
                        .addString(state.wire())
                        .addString(decision.reason())
                        .addOffsetDateTime(utc(decision.deadline()))
                        .addOffsetDateTime(utc(ended));
        return db.preparedQuery(ReadinessSql.MOVE).execute(row).mapEmpty();
    }

    @Nullable
    private static OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
