package org.citywall.gateway.live.topic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The newest state of one topic and a bounded memory of its last changes, from which a client that
 * was cut off resumes. Written by one feed, read by every event loop.
 *
 * <p>Listeners are called under the lock so that all of them see the steps in order; they only hand
 * the step to their own thread.
 */
public final class LiveTopic {
    /** Gravest first, unknown level last; then by id, so that a snapshot is reproducible. */
    private static final Comparator<Item> GRAVEST_FIRST =
            Comparator.<Item>comparingInt(i -> i.level() == 0 ? Integer.MAX_VALUE : i.level())
                    .thenComparing(Item::id);

    private final String name;
    private final int memory;
    private final Map<String, Item> items = new HashMap<>();
    private final Deque<Delta> recent = new ArrayDeque<>();
    private final List<TopicListener> listeners = new CopyOnWriteArrayList<>();
    private int recentChanges;
    private long seq;
    private String epoch = "";
    private String offset = Offsets.START;
    private TopicView cached;
    private volatile boolean loaded;

    /**
     * A topic that nothing was loaded into yet.
     *
     * @param name as clients subscribe to it
     * @param memory number of changes kept for resuming
     */
    public LiveTopic(String name, int memory) {
        this.name = name;
        this.memory = memory;
    }

    /** The name as clients subscribe to it. */
    public String name() {
        return name;
    }

    /** Whether a feed has ever filled it: before that an empty topic means unknown, not nothing. */
    public boolean isLoaded() {
        return loaded;
    }

    /** From now on the listener hears every step. */
    public void listen(TopicListener listener) {
        listeners.add(listener);
    }

    /**
     * Takes over a fresh snapshot of the source. Within the same epoch only the difference goes to
     * the listeners; a new epoch replaces everything.
     */
    public synchronized void load(String newEpoch, String newOffset, Collection<Item> fresh) {
        if (loaded && newEpoch.equals(epoch)) {
            apply(newOffset, difference(fresh));
            return;
        }
        boolean first = !loaded;
        items.clear();
        fresh.forEach(item -> items.put(item.id(), item));
        recent.clear();
        recentChanges = 0;
        epoch = newEpoch;
        offset = newOffset;
        seq++;
        cached = null;
        loaded = true;
        listeners.forEach(l -> l.replaced(this, first ? "loaded" : "epoch-changed"));
    }

    /** Applies what the source says has changed; older revisions than the known are ignored. */
    public synchronized void apply(String newOffset, List<Item> changes) {
        Map<String, Item> news = new LinkedHashMap<>();
        for (Item change : changes) {
            Item known = items.get(change.id());
            if (change.isGone()) {
                if (known == null || known.rev() > change.rev()) {
                    continue;
                }
                items.remove(change.id());
                news.put(change.id(), Item.gone(change.id(), change.rev(), known.place()));
            } else if (known == null || known.rev() < change.rev()) {
                items.put(change.id(), change);
                news.put(change.id(), change);
            }
        }
        if (!news.isEmpty()) {
            step(newOffset, List.copyOf(news.values()));
        }
    }

    /** Applies changes of a topic that numbers its own steps. */
    public synchronized void applyNext(List<Item> changes) {
        apply(Long.toString(seq + 1), changes);
    }

    /** The whole topic now. */
    public synchronized TopicView view() {
        if (cached == null) {
            cached =
                    new TopicView(
                            seq,
                            epoch,
                            offset,
                            items.values().stream().sorted(GRAVEST_FIRST).toList());
        }
        return cached;
    }

    /** One item as it is now. */
    public synchronized Optional<Item> item(String id) {
        return Optional.ofNullable(items.get(id));
    }

    /**
     * What changed after the offset, as one step, newest revision per item; empty if the memory
     * does not reach back so far or the offset is of another epoch.
     */
    public synchronized Optional<Delta> since(String ofEpoch, String ofOffset) {
        String oldest = recent.isEmpty() ? offset : recent.peekFirst().prev();
        if (!loaded
                || !epoch.equals(ofEpoch)
                || Offsets.compare(ofOffset, oldest) < 0
                || Offsets.compare(ofOffset, offset) > 0) {
            return Optional.empty();
        }
        Map<String, Item> missed = new LinkedHashMap<>();
        for (Delta delta : recent) {
            if (Offsets.compare(delta.offset(), ofOffset) > 0) {
                delta.changes().forEach(item -> missed.put(item.id(), item));
            }
        }
        return Optional.of(new Delta(seq, ofOffset, offset, List.copyOf(missed.values())));
    }

    /** All that this topic still knows, with the ends of items: to refill a source that lost it. */
    public synchronized List<Item> memory() {
        Map<String, Item> known = new LinkedHashMap<>();
        recent.forEach(d -> d.changes().forEach(item -> known.put(item.id(), item)));
        known.putAll(items);
        return List.copyOf(known.values());
    }

    private void step(String newOffset, List<Item> changes) {
        // The source may repeat an offset (a snapshot without news); a step must still go forward.
        Delta delta = new Delta(++seq, offset, newOffset, changes);
        offset = newOffset;
        cached = null;
        recent.addLast(delta);
        recentChanges += changes.size();
        while (recentChanges > memory && recent.size() > 1) {
            recentChanges -= recent.removeFirst().changes().size();
        }
        listeners.forEach(l -> l.changed(this, delta));
    }

    private List<Item> difference(Collection<Item> fresh) {
        Map<String, Item> missing = new HashMap<>(items);
        List<Item> changes = new ArrayList<>(fresh);
        fresh.forEach(item -> missing.remove(item.id()));
        missing.values()
                .forEach(item -> changes.add(Item.gone(item.id(), item.rev(), item.place())));
        return changes;
    }
}
