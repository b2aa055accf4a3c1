/** What is done again and again. */
package org.citywall.gateway.sweep;
