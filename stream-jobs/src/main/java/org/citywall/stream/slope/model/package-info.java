/** Numbers from series. Velocities are in mm/d (deg/d for tilt), times in days. */
package org.citywall.stream.slope.model;
