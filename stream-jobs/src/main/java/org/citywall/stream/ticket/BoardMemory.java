package org.citywall.stream.ticket;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.ticket.TicketLine;

/** What is remembered of the board of one place: sums, and its most pressing cases. */
public final class BoardMemory {
    public String placeName;
    public long at;
    public int open;
    public int overdue;
    public int supervised;
    public int secondDispatch;
    public int calendarMissing;

    /** Wire name of the state → cases. */
    public Map<String, Integer> states = new HashMap<>();

    /** Milestone → cases by bucket. */
    public Map<String, int[]> clocks = new HashMap<>();

    public Map<String, String> titles = new HashMap<>();

    /** Local day that is counted, days since 1970, its end in ms, and its sums. */
    public long day;

    public long dayEndsAt;
    public long in;
    public long ended;

    /** The worst, at most 20; and whether others may belong there now. */
    public List<TicketLine> pressing = new ArrayList<>(0);

    public boolean dirty;

    /** Cases that need to be looked at. */
    public int attention;

    public long rev;

    /** When it was shown last, whether something changed since, and the timer that stands. */
    public long shownAt;

    public boolean held;
    public long timer;
}
