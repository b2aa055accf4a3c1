package org.citywall.launcher.demo.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.citywall.gateway.ingest.gb26875.codec.Checksum;
import org.citywall.gateway.ingest.gb26875.codec.Commands;
import org.citywall.gateway.ingest.gb26875.codec.Frame;
import org.citywall.gateway.ingest.gb26875.codec.InfoUnit;
import org.citywall.gateway.ingest.gb26875.codec.PanelTime;
import org.citywall.gateway.ingest.gb26875.codec.TimeCoding;
import org.citywall.gateway.ingest.gb26875.codec.Unit;
import org.citywall.gateway.ingest.gb26875.codec.UnitEncoder;
import org.citywall.launcher.demo.District;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PanelLinkIT {
    private static final String ID = "GB-44030900002A";

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final List<AutoCloseable> open = new ArrayList<>();
    private TinyCentre centre;

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        thread.shutdown();
    }

    @Test
    void beatsAndIsConfirmed() throws Exception {
        PanelLink link = link(PanelLinkIT::confirm, PanelManners.good());
        await().until(() -> centre.frames.stream().filter(Frame::isHeartbeat).count() >= 3);

        alarm(link).get(5, TimeUnit.SECONDS);

        assertThat(centre.events()).hasSize(1);
        assertThat(link.isConnected()).isTrue();
    }

    @Test
    void whatIsNotConfirmedIsSentAgainWithItsSerial() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        PanelLink link =
                link(
                        frame ->
                                frame.isHeartbeat() || asked.incrementAndGet() > 2
                                        ? Commands.CONFIRM
                                        : null,
                        PanelManners.good());
        alarm(link).get(10, TimeUnit.SECONDS);

        assertThat(centre.events()).hasSize(3);
        assertThat(centre.events()).extracting(Frame::serial).containsOnly(serialOfEvent());
        assertThat(centre.connections).hasSize(1);
    }

    @Test
    void aDeadLineIsMadeAnewAndTheEventArrives() throws Exception {
        PanelLink link =
                link(
                        frame -> centre.connections.size() > 1 ? Commands.CONFIRM : null,
                        PanelManners.good());
        alarm(link).get(20, TimeUnit.SECONDS);

        assertThat(centre.connections).hasSizeGreaterThan(1);
        assertThat(centre.events()).extracting(Frame::serial).containsOnly(serialOfEvent());
    }

    @Test
    void whatIsDeniedEachTimeIsGivenUp() {
        PanelLink link =
                link(
                        frame -> frame.isHeartbeat() ? Commands.CONFIRM : Commands.DENY,
                        PanelManners.good());

        assertThatThrownBy(() -> alarm(link).get(10, TimeUnit.SECONDS))
                .hasMessageContaining("denied");
        assertThat(centre.events()).hasSize(4);
    }

    @Test
    void aDutyCheckIsConfirmedAndThenAnswered() throws Exception {
        PanelLink link = link(PanelLinkIT::confirm, PanelManners.good());
        await().until(() -> !centre.frames.isEmpty() && link.isConnected());
        byte[] check = UnitEncoder.encode(InfoUnit.of(91, new Unit.DutyCheck(10)));
        long panel = centre.frames.get(0).source();
        centre.order(
                new Frame(500, 1, 1, new PanelTime(0), 0x5B38, panel, Commands.CONTROL, check));

        await().until(() -> centre.events().size() == 2);

        assertThat(centre.events().get(0).command()).isEqualTo(Commands.CONFIRM);
        assertThat(centre.events().get(0).serial()).isEqualTo(500);
        assertThat(centre.events().get(1).unit()[0]).isEqualTo((byte) 24);
        assertThat(centre.events().get(1).unit()[2]).isEqualTo((byte) (1 << 5));
    }

    @Test
    void everythingArrivesFromAPanelWithABadLineInOddPieces() throws Exception {
        PanelManners bad =
                new PanelManners(TimeCoding.BCD, Checksum.XOR, Duration.ZERO, true, 7, 3, true);
        PanelLink link = link(PanelLinkIT::confirm, bad);
        List<CompletableFuture<Void>> events = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            events.add(alarm(link));
        }

        CompletableFuture.allOf(events.toArray(CompletableFuture[]::new)).get(40, TimeUnit.SECONDS);

        // All twelve may have come across before the line was lost for the first time.
        await().until(() -> centre.connections.size() > 1);
    }

    @Test
    void allPanelsOfADistrictReachTheirCentre() throws Exception {
        List<District.Device> panels = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            String id = "GB-%012X".formatted(0x440309000000L + n);
            panels.add(new District.Device(id, District.Device.TRANSMISSION_DEVICE, "B-1", "装置"));
        }
        centre =
                keep(
                        new TinyCentre(
                                source -> PanelManners.ofPanel((int) (source & 0xFF)).checksum(),
                                PanelLinkIT::confirm));
        PanelFleet fleet =
                keep(new PanelFleet(centre.port(), panels, null, Clock.systemUTC(), quick()));
        fleet.start();
        List<CompletableFuture<Void>> alarms = new ArrayList<>();
        panels.forEach(panel -> alarms.add(fleet.alarm(panel.id(), 23, 3, 12)));

        CompletableFuture.allOf(alarms.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);

        assertThat(centre.events().stream().map(Frame::source).distinct()).hasSize(40);
        assertThat(centre.faults).isEmpty();
        await().until(() -> fleet.connectedCount() > 30);
    }

    private static Integer confirm(Frame frame) {
        return Commands.CONFIRM;
    }

    private int serialOfEvent() {
        return centre.events().get(0).serial();
    }

    private PanelLink link(Function<Frame, Integer> answer, PanelManners manners) {
        centre = keep(new TinyCentre(source -> manners.checksum(), answer));
        Panel panel = new Panel(ID, manners, Clock.systemUTC());
        PanelLink link = keep(new PanelLink(centre.address(), panel, quick(), thread));
        link.open();
        return link;
    }

    /** The standard's times, shortened. */
    private static PanelLink.Times quick() {
        return new PanelLink.Times(
                Duration.ofMillis(200), Duration.ofMillis(500), 3, Duration.ofMillis(100));
    }

    private static CompletableFuture<Void> alarm(PanelLink link) {
        return link.send(panel -> panel.component(23, 3, 12, 3, "3层12号"));
    }

    private <T extends AutoCloseable> T keep(T made) {
        open.add(0, made);
        return made;
    }
}
