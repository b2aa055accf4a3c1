package org.citywall.stream;

import java.util.stream.Stream;
import org.apache.flink.types.PojoTestUtils;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.AlertSource;
import org.citywall.contracts.alert.AlertTimer;
import org.citywall.contracts.alert.Canary;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Epoch;
import org.citywall.contracts.alert.Escalation;
import org.citywall.contracts.alert.Report119;
import org.citywall.contracts.alert.TimelineEntry;
import org.citywall.contracts.alert.Verification;
import org.citywall.contracts.alertrule.DryRunRequest;
import org.citywall.contracts.alertrule.DryRunResult;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.contracts.device.DeviceStatus;
import org.citywall.contracts.ebike.CameraEvent;
import org.citywall.contracts.ebike.ChargerPage;
import org.citywall.contracts.ebike.ChargerProfile;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.ebike.ChargingSession;
import org.citywall.contracts.ebike.PageWatch;
import org.citywall.contracts.ebike.PortAnswer;
import org.citywall.contracts.ebike.PortOrder;
import org.citywall.contracts.ebike.PortOrderView;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.RawPress;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.contracts.fire.TestPoint;
import org.citywall.contracts.fire.TestWindow;
import org.citywall.contracts.ingest.RejectedEvent;
import org.citywall.contracts.live.HealthItem;
import org.citywall.contracts.place.SiteRef;
import org.citywall.contracts.slope.SlopeHour;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeReading;
import org.citywall.contracts.slope.SlopeRelease;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.contracts.ticket.HotSpot;
import org.citywall.contracts.ticket.Ticket;
import org.citywall.contracts.ticket.TicketBoard;
import org.citywall.contracts.ticket.TicketChange;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketLine;
import org.citywall.contracts.ticket.TicketOrder;
import org.citywall.contracts.ticket.TicketProposal;
import org.citywall.contracts.ticket.TicketResult;
import org.citywall.contracts.ticket.TicketRules;
import org.citywall.stream.alert.AlertGroupState;
import org.citywall.stream.alert.AlertMemory;
import org.citywall.stream.alert.HeldDetection;
import org.citywall.stream.alert.LastAction;
import org.citywall.stream.alert.Route;
import org.citywall.stream.alert.TrackedAlert;
import org.citywall.stream.alert.UnlistedSources;
import org.citywall.stream.area.AreaBuilding;
import org.citywall.stream.area.AreaFire;
import org.citywall.stream.area.AreaState;
import org.citywall.stream.dedupe.SeenIds;
import org.citywall.stream.fire.DrillWindow;
import org.citywall.stream.fire.FireDevice;
import org.citywall.stream.fire.FireInput;
import org.citywall.stream.fire.FirePoint;
import org.citywall.stream.fire.FireSiteState;
import org.citywall.stream.fire.OpenCondition;
import org.citywall.stream.fire.PanelSignal;
import org.citywall.stream.fire.TakenSignal;
import org.citywall.stream.insight.CallerMemory;
import org.citywall.stream.insight.HotMemory;
import org.citywall.stream.insight.InsightCase;
import org.citywall.stream.insight.InsightInput;
import org.citywall.stream.insight.NearMemory;
import org.citywall.stream.insight.PlaceMemory;
import org.citywall.stream.log.LogPause;
import org.citywall.stream.log.PartitionTime;
import org.citywall.stream.slope.Motion;
import org.citywall.stream.slope.SlopeChannel;
import org.citywall.stream.slope.SlopeInput;
import org.citywall.stream.slope.SlopeState;
import org.citywall.stream.ticket.BoardDelta;
import org.citywall.stream.ticket.BoardMemory;
import org.citywall.stream.ticket.TicketInput;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What travels between operators or lies in state is serialised by Flink itself, without Kryo. */
class PojoTest {
    static Stream<Class<?>> contracts() {
        return Stream.of(
                Alert.class,
                AlertChange.class,
                AlertCommand.class,
                AlertInput.class,
                AlertSource.class,
                AlertTimer.class,
                CameraEvent.class,
                Canary.class,
                ChargerPage.class,
                ChargerProfile.class,
                ChargerReading.class,
                ChargingSession.class,
                CommandResult.class,
                Detection.class,
                DeviceCommand.class,
                DeviceStatus.class,
                Epoch.class,
                Escalation.class,
                FireSignal.class,
                HealthItem.class,
                HotSpot.class,
                PageWatch.class,
                PortAnswer.class,
                PortOrder.class,
                PortOrderView.class,
                RawPress.class,
                RejectedEvent.class,
                SignalOutcome.class,
                Report119.class,
                SiteRef.class,
                SlopeHour.class,
                SlopeProfile.class,
                SlopeReading.class,
                SlopeRelease.class,
                SlopeView.class,
                TestPoint.class,
                TestWindow.class,
                DryRunRequest.class,
                DryRunResult.class,
                TicketBoard.class,
                TicketChange.class,
                TicketEvent.class,
                TicketLine.class,
                TicketOrder.class,
                TicketResult.class,
                TicketRules.class,
                TimelineEntry.class,
                Ticket.class,
                TicketProposal.class,
                Verification.class);
    }

    static Stream<Class<?>> states() {
        return Stream.of(
                AlertGroupState.class,
                AlertMemory.class,
                HeldDetection.class,
                Route.class,
                FireDevice.class,
                FireInput.class,
                AreaBuilding.class,
                AreaFire.class,
                AreaState.class,
                CallerMemory.class,
                HotMemory.class,
                InsightCase.class,
                InsightInput.class,
                NearMemory.class,
                PlaceMemory.class,
                DrillWindow.class,
                FirePoint.class,
                PanelSignal.class,
                TakenSignal.class,
                FireSiteState.class,
                LastAction.class,
                LogPause.class,
                OpenCondition.class,
                PartitionTime.class,
                SeenIds.class,
                SlopeChannel.class,
                SlopeInput.class,
                SlopeState.class,
                Motion.class,
                BoardDelta.class,
                BoardMemory.class,
                TicketInput.class,
                TrackedAlert.class,
                UnlistedSources.class);
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void everyContractIsAPojo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }

    @ParameterizedTest
    @MethodSource("states")
    void everyStateIsAPojo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }
}
