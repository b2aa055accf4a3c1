package org.citywall.gateway.oncall;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.db.Rows;

/** What became of the tests before shifts, for who is on call and who is next. */
record ReadyStates(Map<Key, String> states) {
    private static final String READ =
            "SELECT rota, person, begins_at, state FROM oncall_readiness"
                    + " WHERE begins_at > $1 AND state <> 'withdrawn'";

    /** A person at the begin of a shift. */
    record Key(String rota, String person, Instant begins) {}

    /** Of shifts that began no longer ago than that, and of those to come. */
    static Future<ReadyStates> read(SqlClient client, Instant now, Duration back) {
        return client.preparedQuery(READ)
                .execute(Tuple.of(now.minus(back).atOffset(ZoneOffset.UTC)))
                .map(
                        rows -> {
                            Map<Key, String> states = new HashMap<>();
                            for (Row row : rows) {
                                states.put(
                                        new Key(
                                                row.getString("rota"),
                                                row.getString("person"),
                                                Rows.instant(row, "begins_at")),
                                        row.getString("state"));
                            }
                            return new ReadyStates(states);
                        });
    }

    /** Of this person in the nth shift: the test is that of the moment of coming on. */
    @Nullable
    String of(String rota, List<Shift> shifts, int nth, String person) {
        int first = nth;
        while (first > 0 && has(shifts.get(first - 1), person)) {
            first -= 1;
        }
        return states.get(new Key(rota, person, shifts.get(first).from()));
    }

    private static boolean has(Shift shift, String person) {
        return shift.answer().people().stream().anyMatch(duty -> duty.person().equals(person));
    }
}
