package org.citywall.gateway.oncall;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.Page;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the writer of pages asks. It looks before each batch whether what it knows is still right,
 * so that a change counts for the next page, on whichever gateway it was made. Not for threads that
 * share it.
 */
public final class PageRoster {
    private static final Logger LOG = LoggerFactory.getLogger(PageRoster.class);
    private static final String VERSION =
            "SELECT (SELECT version FROM oncall_version),"
                    + " coalesce((SELECT max(version) FROM ticket_rules), 0)";

    private final OnCallOptions options;
    private Roster roster = Roster.EMPTY;
    private String version = "";

    /** Knows nobody yet. */
    public PageRoster(OnCallOptions options) {
        this.options = options;
    }

    /** Looks whether anything changed. */
    public void refresh(Connection db, Instant now) throws SQLException {
        String newest = version(db);
        if (newest.equals(version)) {
            return;
        }
        String text = text(db, now);
        try {
            roster = RosterJson.read(text, options.zone());
        } catch (RuntimeException e) {
            // A page must reach somebody, also by what was known before.
            LOG.error("who is on call cannot be read; what was known before counts", e);
        }
        version = newest;
    }

    private static String version(Connection db) throws SQLException {
        try (PreparedStatement read = db.prepareStatement(VERSION);
                ResultSet row = read.executeQuery()) {
            return row.next() ? row.getLong(1) + "/" + row.getLong(2) : "";
        }
    }

    @SuppressWarnings("JavaUtilDate") // JDBC knows no other
    private static String text(Connection db, Instant now) throws SQLException {
        try (PreparedStatement read = db.prepareStatement(RosterJson.BY_JDBC)) {
            read.setTimestamp(1, Timestamp.from(now.minus(RosterBook.LOOK_BACK)));
            try (ResultSet row = read.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /**
     * Whom a page reaches, by what was known at the last refresh. Asked is the moment in which it
     * is written, not the one in which it was decided: after a delay whoever was on call then may
     * be off duty.
     *
     * @param place of its alert; null: it has none
     * @param now for which moment
     */
    public Reached reached(Page page, @Nullable String place, Instant now) {
        return new Reach(roster, options.reach()).of(page.to(), place, now);
    }

    /**
     * What the message says of it; null: the page names its contact itself.
     *
     * @param now for which moment it was asked
     */
    @Nullable
    public static ObjectNode told(Reached reached, Page page, Instant now) {
        ObjectNode told = RosterJson.of(reached, page.to());
        return told == null ? null : told.put("at", Json.time(now));
    }
}
