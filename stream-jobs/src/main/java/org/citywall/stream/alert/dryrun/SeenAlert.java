package org.citywall.stream.alert.dryrun;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertTag;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Page;

/** What one alert was in the course of a dry run, and with which others it is one incident. */
final class SeenAlert {
    final String id;
    final Instant raisedAt;
    final Map<String, Long> loudTo = new HashMap<>(4);
    final Map<String, Long> quietTo = new HashMap<>(0);
    final Map<Page.Step, Long> redPages = new EnumMap<>(Page.Step.class);
    int gravest = Integer.MAX_VALUE;
    String title = "";
    String kind = "";
    boolean inhibited;
    boolean flooded;
    boolean chattering;
    boolean stale;
    boolean standing;
    long escalations;
    Instant firstRedPage;

    /** A page is sent once; forgotten with the alert. */
    private Set<String> pages = new HashSet<>(4);

    private SeenAlert parent = this;

    SeenAlert(String id, Instant raisedAt) {
        this.id = id;
        this.raisedAt = raisedAt;
    }

    void see(AlertChange change) {
        Alert alert = change.alert();
        List<Page> told = change.pages() == null ? List.of() : change.pages();
        told.stream().filter(page -> pages.add(page.id())).forEach(this::count);
        if (change.forgotten()) {
            pages = new HashSet<>(0);
            return;
        }
        if (alert.level() <= gravest) {
            gravest = alert.level();
            title = alert.title();
        }
        kind = alert.kind();
        inhibited |= alert.suppressedBy() != null;
        flooded |= alert.partOf() != null;
        standing |= alert.standing() != null;
        chattering |= alert.tags().contains(AlertTag.CHATTERING.wireName());
        stale |= alert.tags().contains(AlertTag.STALE.wireName());
    }

    private void count(Page page) {
        (page.quiet() ? quietTo : loudTo).merge(page.to(), 1L, Long::sum);
        if (page.step() == Page.Step.ESCALATED) {
            escalations++;
        }
        if (page.level() == Level.RED && !page.quiet()) {
            redPages.merge(page.step(), 1L, Long::sum);
            if (firstRedPage == null) {
                firstRedPage = page.at();
            }
        }
    }

    /** The one that stands for its incident. */
    SeenAlert incident() {
        SeenAlert at = this;
        while (at.parent != at) {
            at.parent = at.parent.parent; // the next one finds it sooner
            at = at.parent;
        }
        return at;
    }

    /** Both are of one incident. */
    void joins(SeenAlert other) {
        incident().parent = other.incident();
    }
}
