package org.citywall.stream.slope.level;

import java.util.List;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.slope.SlopeSupport;
import org.citywall.contracts.slope.SlopeView;

/**
 * The level of a slope from what its instruments and its rain say.
 *
 * @param level 1 to 4, or none
 * @param support how many stand behind it
 * @param leader the instrument that set it; null: none did
 * @param raisedByRain whether heavy rain made it one level graver
 */
public record Agreement(int level, SlopeSupport support, Witness leader, boolean raisedByRain) {
    /** A slope at rest. */
    public static final Agreement NONE =
            new Agreement(SlopeView.NO_LEVEL, SlopeSupport.NONE, null, false);

    /**
     * Weighs the witnesses; among equals the first leads.
     *
     * <p>Heavy rain makes measured movement one level graver; a forecast it does not, for a
     * forecast alone never is red.
     *
     * @param stepLevel level of steps that wait for a person
     */
    public static Agreement of(List<Witness> witnesses, int stepLevel, int rainLevel) {
        Agreement moving = ofMovement(witnesses, stepLevel);
        int movement = Math.max(moving.level, movement(witnesses, stepLevel));
        if (movement <= Level.YELLOW && rainLevel <= Level.ORANGE) {
            int most = moving.support == SlopeSupport.SUSPECT ? Level.ORANGE : Level.RED;
            int raised = Math.max(movement - 1, most);
            if (raised < moving.level) {
                return new Agreement(raised, moving.support, moving.leader, true);
            }
        }
        int rainAlone = Math.max(rainLevel, Level.YELLOW);
        if (rainLevel < SlopeView.NO_LEVEL && rainAlone < moving.level) {
            return new Agreement(rainAlone, SlopeSupport.RAIN, null, false);
        }
        return moving;
    }

    private static int movement(List<Witness> witnesses, int stepLevel) {
        int gravest = stepLevel;
        for (Witness one : witnesses) {
            gravest = Math.min(gravest, one.movement());
        }
        return gravest;
    }

    private static Agreement ofMovement(List<Witness> witnesses, int stepLevel) {
        Witness leader = null;
        for (Witness one : witnesses) {
            if (leader == null || one.level() < leader.level()) {
                leader = one;
            }
        }
        int level = leader == null ? SlopeView.NO_LEVEL : leader.level();
        if (stepLevel < level) {
            SlopeSupport support =
                    stepLevel == Level.ORANGE ? SlopeSupport.CONFIRMED : SlopeSupport.SUSPECT;
            return new Agreement(stepLevel, support, null, false);
        }
        return level == SlopeView.NO_LEVEL ? NONE : supported(leader, witnesses);
    }

    private static Agreement supported(Witness leader, List<Witness> witnesses) {
        int second = SlopeView.NO_LEVEL;
        boolean othersReport = false;
        for (Witness other : witnesses) {
            if (other.isIndependentOf(leader)) {
                second = Math.min(second, other.support());
                othersReport |= other.current();
            }
        }
        int level = leader.level();
        if (second <= level) {
            return new Agreement(level, SlopeSupport.CONFIRMED, leader, false);
        }
        if (second <= Level.YELLOW) {
            // Orange beside red is a slope that fails unevenly; yellow beside red is not yet.
            int most = second == Level.ORANGE ? Level.RED : Level.ORANGE;
            return new Agreement(Math.max(level, most), SlopeSupport.SUPPORTED, leader, false);
        }
        return othersReport
                ? new Agreement(Math.max(level, Level.ORANGE), SlopeSupport.SUSPECT, leader, false)
                : new Agreement(level, SlopeSupport.ALONE, leader, false);
    }
}
