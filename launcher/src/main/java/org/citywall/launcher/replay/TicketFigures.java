package org.citywall.launcher.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the record says of recorded tickets.
 *
 * @param tickets all of them
 * @param open not done
 * @param closed done
 * @param within30min done within 30 min
 * @param within24h done within 24 h
 * @param medianH hours from coming in to done, the middle one (nearest rank); 0: none was done
 * @param p90H the same, 90 % of them took no longer
 * @param withoutCoordinates tickets of which nobody knows where they are
 * @param duplicates tickets of the category, title and coordinates of another that came in at most
 *     24 h before it, counted from the first of each such group
 * @param largestGroup tickets of the largest such group, with its first
 */
public record TicketFigures(
        int tickets,
        int open,
        int closed,
        int within30min,
        int within24h,
        double medianH,
        double p90H,
        int withoutCoordinates,
        int duplicates,
        int largestGroup) {
    private static final Duration SAME = Duration.ofHours(24);
    private static final double MS_PER_HOUR = 3_600_000;

    private record Group(Instant first, int size) {}

    /** Of tickets as the record lists them. */
    public static TicketFigures of(List<JsonNode> tickets) {
        List<Long> took =
                tickets.stream()
                        .filter(TicketFigures::isDone)
                        .map(ticket -> took(ticket).toMillis())
                        .sorted()
                        .toList();
        int unplaced = (int) tickets.stream().filter(t -> !isPlaced(t)).count();
        List<Group> groups = groups(tickets);
        return new TicketFigures(
                tickets.size(),
                tickets.size() - took.size(),
                took.size(),
                within(took, Duration.ofMinutes(30)),
                within(took, Duration.ofHours(24)),
                hours(took, 0.5),
                hours(took, 0.9),
                unplaced,
                tickets.size() - unplaced - groups.size(),
                groups.stream().mapToInt(Group::size).max().orElse(0));
    }

    /** Whether it was done, and is. */
    static boolean isDone(JsonNode ticket) {
        return ticket.hasNonNull("doneAt");
    }

    private static Duration took(JsonNode ticket) {
        return Duration.between(time(ticket, "createdAt"), time(ticket, "doneAt"));
    }

    private static Instant time(JsonNode ticket, String field) {
        return Instant.parse(ticket.path(field).asText());
    }

    private static boolean isPlaced(JsonNode ticket) {
        return ticket.at("/spot/lon").isNumber();
    }

    private static int within(List<Long> took, Duration limit) {
        return (int) took.stream().filter(ms -> ms <= limit.toMillis()).count();
    }

    private static double hours(List<Long> took, double share) {
        if (took.isEmpty()) {
            return 0;
        }
        int rank = (int) Math.ceil(share * took.size());
        return took.get(Math.max(0, rank - 1)) / MS_PER_HOUR;
    }

    private static List<Group> groups(List<JsonNode> tickets) {
        Map<String, Group> current = new HashMap<>();
        List<Group> ended = new ArrayList<>();
        tickets.stream()
                .filter(TicketFigures::isPlaced)
                .sorted(Comparator.comparing(ticket -> time(ticket, "createdAt")))
                .forEach(
                        ticket -> {
                            Instant at = time(ticket, "createdAt");
                            Group group = current.get(key(ticket));
                            boolean isSame =
                                    group != null && !group.first().plus(SAME).isBefore(at);
                            if (group != null && !isSame) {
                                ended.add(group);
                            }
                            current.put(
                                    key(ticket),
                                    isSame
                                            ? new Group(group.first(), group.size() + 1)
                                            : new Group(at, 1));
                        });
        ended.addAll(current.values());
        return ended;
    }

    private static String key(JsonNode ticket) {
        return String.join(
                "\n",
                ticket.at("/content/category").asText(),
                ticket.at("/content/title").asText(),
                ticket.at("/spot/lon").asText(),
                ticket.at("/spot/lat").asText());
    }

    /** For people. */
    String words() {
        return String.format(
                Locale.ROOT,
                "%d tickets: %d open, %d closed (%d within 0.5 h, %d within 24 h; median %.3f h,"
                        + " 90 %% within %.3f h); %d without coordinates; %d duplicates, largest"
                        + " group %d",
                tickets,
                open,
                closed,
                within30min,
                within24h,
                medianH,
                p90H,
                withoutCoordinates,
                duplicates,
                largestGroup);
    }
}
