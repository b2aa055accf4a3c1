package org.citywall.gateway.oncall;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Nullable;

/** Whom something goes to now, for what somebody has sent again. */
public final class OnCallNow {
    private final OnCallOptions options;
    private final Clock clock;

    /** Asks by this clock. */
    public OnCallNow(OnCallOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
    }

    /**
     * Names of contacts; the first that has a channel that is on is the one.
     *
     * @param client asks it: the transaction of who wants to know
     * @param to whom the page named
     * @param place of its alert
     */
    public Future<List<String>> contacts(SqlClient client, String to, @Nullable String place) {
        return RosterBook.roster(client, options.zone(), clock.instant())
                .map(
                        roster -> {
                            Reached reached =
                                    new Reach(roster, options.reach())
                                            .of(to, place, clock.instant());
                            List<String> contacts = new ArrayList<>(reached.people());
                            contacts.addAll(reached.instead());
                            contacts.add("*");
                            return contacts;
                        });
    }
}
