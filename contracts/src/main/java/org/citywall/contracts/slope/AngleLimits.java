package org.citywall.contracts.slope;

/**
 * Tangent angles from which a level begins, degrees.
 *
 * @param yellow the uniform stage scatters around 45
 * @param orange middle of the acceleration
 * @param red critical
 */
public record AngleLimits(double yellow, double orange, double red) {}
