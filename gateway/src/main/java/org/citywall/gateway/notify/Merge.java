package org.citywall.gateway.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.Level;

/** Which of the pages that wait for an address go as one message. */
final class Merge {
    /** Pages to one person who must answer this very one. */
    private static final Set<String> ANSWERED_BY_ONE = Set.of("dispatched", "called");

    private Merge() {}

    /**
     * Whether such a page goes alone: the person answers it by its link, which a merged message has
     * not. What a group reads carries no link that could be lost.
     *
     * @param step wire name; null: of what is no page
     */
    static boolean keepsItsLink(@Nullable String step, Channel channel) {
        return step != null && channel.isPersonal() && ANSWERED_BY_ONE.contains(step);
    }

    /**
     * A page that waits.
     *
     * @param mayMerge whether nothing of it was sent, it is no digest itself, and its own link is
     *     not needed
     */
    record Waiting(
            long id,
            boolean mayMerge,
            int level,
            String place,
            Instant nextAt,
            Instant deadlineAt,
            Instant decidedAt,
            ObjectNode body) {}

    /**
     * Those from the first on that could go together now: order stays, so the first that may not
     * ends it.
     */
    static List<Waiting> run(List<Waiting> waiting, Instant now) {
        List<Waiting> run = new ArrayList<>();
        for (Waiting each : waiting) {
            if (!each.mayMerge() || each.nextAt().isAfter(now)) {
                break;
            }
            run.add(each);
        }
        return run;
    }

    /**
     * As many of them as the channel can name in one message; fewer than two are not merged.
     *
     * @param contact who is told
     */
    static List<Waiting> named(List<Waiting> run, Channel channel, String contact) {
        int most = run.isEmpty() ? 0 : channel.names(message(run, contact, Instant.EPOCH));
        return run.subList(0, Math.min(Math.max(most, 0), run.size()));
    }

    /**
     * What these are as one. What was given up and is merged anew is another message.
     *
     * @param now when they are merged
     */
    static Message message(List<Waiting> pages, String contact, Instant now) {
        Waiting first = pages.get(0);
        ObjectNode body = Json.mapper().createObjectNode();
        ArrayNode list = body.putArray("pages");
        pages.forEach(each -> list.add(each.body()));
        body.put("to", contact).put("level", level(pages)).put("count", pages.size());
        String id = Ids.of("merged", "" + first.id(), now.toString());
        return new Message(id, true, contact, first.decidedAt(), body);
    }

    /** The gravest. */
    static int level(List<Waiting> pages) {
        return pages.stream().mapToInt(Waiting::level).reduce(Level.BLUE, Level::gravest);
    }

    /** The narrowest place that holds all. */
    static String place(List<Waiting> pages) {
        return pages.stream().map(Waiting::place).reduce(Digests::common).orElse("");
    }

    /** By when the first of them must have been taken. */
    static Instant deadline(List<Waiting> pages) {
        return pages.stream().map(Waiting::deadlineAt).min(Instant::compareTo).orElseThrow();
    }
}
