/** Rules of alerts as data in versions, and what people announce for a time. */
package org.citywall.gateway.alertrule;
