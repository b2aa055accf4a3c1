package org.citywall.stream.alert.across;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.stream.alert.rules.RuleVersions;

/**
 * One open alert as the rules of inhibition see it. Changes wait until event time has passed them,
 * so that each meets the version of the rules that judges at its time, whichever channel was
 * faster.
 *
 * @param alert its newest judged revision; null: none yet
 * @param links its parts
 * @param version that gave them
 * @param waiting changes that are not judged yet, oldest first
 * @param lookAt when to look at the rules again, in milliseconds; 0: never
 */
public record InhibitPart(
        @Nullable Alert alert,
        List<InhibitLink> links,
        long version,
        List<Waiting> waiting,
        long lookAt) {
    public static final InhibitPart EMPTY = new InhibitPart(null, List.of(), 0, List.of(), 0);

    public InhibitPart {
        links = links == null ? List.of() : List.copyOf(links);
        waiting = waiting == null ? List.of() : List.copyOf(waiting);
    }

    /**
     * A change that is not judged yet.
     *
     * @param at its event time, in milliseconds
     * @param alert the alert after it
     */
    public record Waiting(long at, Alert alert) {}

    /**
     * What follows.
     *
     * @param part the alert as it is now known
     * @param news parts left, then parts taken
     */
    public record Decision(InhibitPart part, List<InhibitNews> news) {}

    /** Whether nothing need be remembered. */
    public boolean isEmpty() {
        return alert == null && waiting.isEmpty();
    }

    /** A change arrives. */
    public InhibitPart accept(Alert changed, long at) {
        List<Waiting> more = new ArrayList<>(waiting);
        more.add(new Waiting(at, changed));
        return new InhibitPart(alert, links, version, more, lookAt);
    }

    /**
     * Event time has passed a moment: judge what waited, and look whether the rules are others.
     *
     * @param passed event time has come so far: between the moment and here there are no rules to
     *     look for but those that are known
     */
    public Decision advanceTo(long now, long passed, RuleVersions versions) {
        List<InhibitNews> news = new ArrayList<>();
        List<Waiting> later = new ArrayList<>();
        InhibitPart part = this;
        for (Waiting each : waiting) {
            if (each.at() > now) {
                later.add(each);
            } else {
                part = part.judge(each.alert(), each.at(), versions, news);
            }
        }
        if (part.alert != null && part.version != at(versions, now).version()) {
            part = part.judge(part.alert, now, versions, news);
        }
        long look = part.alert == null ? 0 : Looks.next(now, passed, versions);
        return new Decision(
                new InhibitPart(part.alert, part.links, part.version, later, look), news);
    }

    private InhibitPart judge(
            Alert changed, long now, RuleVersions versions, List<InhibitNews> news) {
        AlertRules rules = at(versions, now);
        boolean open = changed.response() != Response.CLOSED;
        List<InhibitLink> after = InhibitLink.of(changed, rules);
        tell(links, after, changed.id(), false, open, now, news);
        tell(after, links, changed.id(), true, open, now, news);
        return new InhibitPart(open ? changed : null, after, rules.version(), waiting, lookAt);
    }

    private static void tell(
            List<InhibitLink> of,
            List<InhibitLink> not,
            String alertId,
            boolean joined,
            boolean open,
            long now,
            List<InhibitNews> news) {
        for (InhibitLink link : of) {
            if (!not.contains(link)) {
                news.add(new InhibitNews(alertId, link, joined, open, now));
            }
        }
    }

    private static AlertRules at(RuleVersions versions, long now) {
        return versions.at(Instant.ofEpochMilli(now));
    }
}
