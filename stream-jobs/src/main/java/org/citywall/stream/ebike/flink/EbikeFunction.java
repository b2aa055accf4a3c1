package org.citywall.stream.ebike.flink;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.ebike.ChargerPage;
import org.citywall.contracts.ebike.ChargerSite;
import org.citywall.contracts.ebike.ChargingSession;
import org.citywall.contracts.ebike.PortOrderView;
import org.citywall.contracts.names.Topics;
import org.citywall.stream.ebike.EbikeDecision;
import org.citywall.stream.ebike.EbikeInput;
import org.citywall.stream.ebike.EbikePolicy;
import org.citywall.stream.ebike.EbikeRule;
import org.citywall.stream.ebike.PortMemory;
import org.citywall.stream.ebike.Ports;
import org.citywall.stream.ebike.SiteMemory;
import org.citywall.stream.log.LogPause;
import org.citywall.stream.log.flink.PauseListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@link EbikeRule} per site: get memories, ask the rule, store, set the timer, emit. */
public final class EbikeFunction extends KeyedProcessFunction<String, EbikeInput, AlertInput>
        implements PauseListener {
    public static final OutputTag<ChargerSite> SITES =
            new OutputTag<>("charger-sites", TypeInformation.of(ChargerSite.class));

    public static final OutputTag<ChargerPage> PAGES =
            new OutputTag<>("charger-pages", TypeInformation.of(ChargerPage.class));

    public static final OutputTag<ChargingSession> SESSIONS =
            new OutputTag<>("charging-sessions", TypeInformation.of(ChargingSession.class));

    public static final OutputTag<PortOrderView> ORDERS =
            new OutputTag<>("port-orders", TypeInformation.of(PortOrderView.class));

    public static final OutputTag<DeviceCommand> COMMANDS =
            new OutputTag<>("charger-commands", TypeInformation.of(DeviceCommand.class));

    private static final Logger LOG = LoggerFactory.getLogger(EbikeFunction.class);

    private final EbikePolicy policy;
    private final Duration standstill;
    private transient ValueState<SiteMemory> site;
    private transient Ports ports;

    /** Log time of the one timer of this site; what is not due yet need not be moved. */
    private transient ValueState<Long> timer;

    /** End of the newest pause in the time of this subtask; null: none is known. */
    private transient Instant awakeSince;

    private transient Counter repeats;
    private transient Counter late;
    private transient Counter refused;
    private transient Counter malformed;

    /**
     * @param policy the numbers of the rules
     * @param standstill a larger jump of the log's time means that nobody could be heard
     */
    public EbikeFunction(EbikePolicy policy, Duration standstill) {
        this.policy = policy;
        this.standstill = standstill;
    }

    @Override
    public void open(OpenContext context) {
        site =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "site", TypeInformation.of(SiteMemory.class)));
        ports =
                new StoredPorts(
                        getRuntimeContext()
                                .getMapState(
                                        new MapStateDescriptor<>(
                                                "ports",
                                                Types.STRING,
                                                TypeInformation.of(PortMemory.class))));
        timer = getRuntimeContext().getState(new ValueStateDescriptor<>("timer", Types.LONG));
        MetricGroup metrics = getRuntimeContext().getMetricGroup();
        repeats = metrics.counter("chargerRepeats");
        late = metrics.counter("chargerLate");
        refused = metrics.counter("chargerRefused");
        // By the name that it has where a source reads: whoever watches for it finds it here too.
        malformed = metrics.addGroup("deserializer").counter("malformedRecords");
    }

    @Override
    public void paused(LogPause newest) {
        awakeSince = newest.until();
    }

    @Override
    public void processElement(EbikeInput given, Context context, Collector<AlertInput> out)
            throws Exception {
        EbikeInput input = read(given);
        if (input == null) {
            return;
        }
        // What is due comes before the input, also if the watermark is not there yet: so a restore
        // decides in the same order.
        Instant now = Instant.ofEpochMilli(context.timestamp());
        SiteMemory memory = memory(context.getCurrentKey());
        if (input.awakeSince() != null && !input.awakeSince().isAfter(now)) {
            EbikeRule.sleepUntil(memory, input.awakeSince(), policy);
        }
        // Cameras come by a topic of their own, which may be read far ahead of the site's: their
        // time says nothing of what a charger has not done.
        if (input.camera() == null && EbikeRule.isDue(memory, now, policy)) {
            carryOut(EbikeRule.advanceTo(memory, ports, now, policy), context, out);
        }
        EbikeDecision decision = decide(memory, input, now);
        count(decision.verdict());
        carryOut(decision, context, out);
        store(memory);
        schedule(memory, decision.nextTimer(), context.timerService());
    }

    /** Null for what cannot be read: one bad record must never stop the alarms behind it. */
    private EbikeInput read(EbikeInput input) {
        try {
            return input.read();
        } catch (RuntimeException e) {
            malformed.inc();
            LOG.warn(
                    "skipped a malformed record: {}-{} at {}",
                    Topics.CHARGER_READINGS,
                    input.raw().partition(),
                    input.raw().offset(),
                    e);
            return null;
        }
    }

    private EbikeDecision decide(SiteMemory memory, EbikeInput input, Instant now) {
        if (input.reading() != null) {
            return EbikeRule.apply(memory, ports, input.reading(), now, policy);
        }
        if (input.answer() != null) {
            return EbikeRule.apply(memory, ports, input.answer(), now, policy);
        }
        if (input.order() != null) {
            return EbikeRule.apply(memory, ports, input.order(), now, policy);
        }
        if (input.watch() != null) {
            return EbikeRule.apply(memory, ports, input.watch(), now, policy);
        }
        return input.profile() != null
                ? EbikeRule.apply(memory, ports, input.profile(), now, policy)
                : EbikeRule.apply(memory, ports, input.camera(), now, policy);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AlertInput> out)
            throws Exception {
        long watermark = context.timerService().currentWatermark();
        if (watermark == Watermark.MAX_WATERMARK.getTimestamp()) {
            return; // The end of a bounded input is not the end of time.
        }
        timer.clear();
        SiteMemory memory = memory(context.getCurrentKey());
        memory.timerAt = SiteMemory.NO_TIMER;
        Instant now = Instant.ofEpochMilli(watermark);
        // Time comes in small steps, unless nobody wrote it: then the timer itself slept.
        if (watermark - timestamp > standstill.toMillis()) {
            EbikeRule.sleepUntil(memory, now, policy);
        } else if (awakeSince != null) {
            EbikeRule.sleepUntil(memory, awakeSince, policy);
        }
        EbikeDecision decision = EbikeRule.advanceTo(memory, ports, now, policy);
        carryOut(decision, context, out);
        store(memory);
        schedule(memory, next(memory, decision), context.timerService());
    }

    /**
     * A site whose line was shown just now is most likely heard again before its line may be shown
     * again. A timer for that need not be moved by the next reading; if nothing comes it finds that
     * nothing is due.
     */
    private Instant next(SiteMemory memory, EbikeDecision decision) {
        Instant due = decision.nextTimer();
        if (due == null || decision.summary() == null) {
            return due;
        }
        Instant line = EbikeRule.nextLine(memory, policy);
        return line.isBefore(due) ? line : due;
    }

    private SiteMemory memory(String key) throws Exception {
        SiteMemory known = site.value();
        return known == null ? SiteMemory.empty(siteOf(key)) : known;
    }

    private static String siteOf(String key) {
        return key.endsWith(SiteMemory.REPLAY)
                ? key.substring(0, key.length() - SiteMemory.REPLAY.length())
                : key;
    }

    /** Of a building that has only cameras nothing is kept once all is over. */
    private void store(SiteMemory memory) throws Exception {
        if (memory.isEmpty()) {
            site.clear();
        } else {
            site.update(memory);
        }
    }

    private void count(EbikeDecision.Verdict verdict) {
        switch (verdict) {
            case TAKEN -> {}
            case DUPLICATE -> repeats.inc();
            case LATE -> late.inc();
            case REFUSED -> refused.inc();
        }
    }

    private static void carryOut(
            EbikeDecision decision, Context context, Collector<AlertInput> out) {
        decision.detections().forEach(detection -> out.collect(AlertInput.of(detection)));
        // The page first: whoever sees the change on the wall asks for the page.
        if (decision.page() != null) {
            context.output(PAGES, decision.page());
        }
        if (decision.summary() != null) {
            context.output(SITES, decision.summary());
        }
        decision.sessions().forEach(session -> context.output(SESSIONS, session));
        decision.orders().forEach(order -> context.output(ORDERS, order));
        decision.commands().forEach(command -> context.output(COMMANDS, command));
    }

    /**
     * Each reading may move what is due, thousands of times a second over all sites; so a timer
     * that stands already stays unless it is too late, and its firing finds that nothing is due and
     * asks again.
     */
    private void schedule(SiteMemory memory, Instant due, TimerService timers) throws Exception {
        if (due == null) {
            return;
        }
        long at = Math.max(due.toEpochMilli(), timers.currentWatermark() + 1);
        long standing = standing(memory);
        if (standing <= at) {
            return;
        }
        if (standing != SiteMemory.NO_TIMER) {
            timers.deleteEventTimeTimer(standing);
        }
        timers.registerEventTimeTimer(at);
        timer.update(at);
        memory.timerAt = at;
    }

    /** Asked with each reading, so the state is only asked if the memory does not know it. */
    private long standing(SiteMemory memory) throws Exception {
        if (memory.timerAt == 0) {
            Long stored = timer.value();
            memory.timerAt = stored == null ? SiteMemory.NO_TIMER : stored;
        }
        return memory.timerAt;
    }
}
