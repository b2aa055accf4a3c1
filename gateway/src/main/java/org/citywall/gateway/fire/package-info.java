/** What people arrange about fire alarms beforehand: registered tests. */
package org.citywall.gateway.fire;
