package io.rapport.web.console;

import io.rapport.client.NoSuchClient;
import io.rapport.client.person.FormerIds;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** What every page of the console needs to know: who reads it, in which language, and where it is. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice(basePackageClasses = ConsoleModel.class)
class ConsoleModel {

    private final MessageSource messages;
    private final HouseTime time;
    private final RuleWords rules;
    private final FormerIds formerIds;

    ConsoleModel(MessageSource messages, HouseTime time, RuleWords rules, FormerIds formerIds) {
        this.messages = messages;
        this.time = time;
        this.rules = rules;
        this.formerIds = formerIds;
    }

    @ModelAttribute
    void everyPage(Model model, Locale locale, HttpServletRequest request) {
        Authentication reader = SecurityContextHolder.getContext().getAuthentication();
        boolean signedIn = reader != null && request.getUserPrincipal() != null;
        model.addAttribute("words", new Words(messages, time, rules, locale))
                .addAttribute("reader", signedIn ? reader.getName() : null)
                .addAttribute("mayAct", signedIn && has(reader, "ROLE_OPERATOR", "ROLE_ADMIN"))
                .addAttribute("mayPublish", signedIn && has(reader, "ROLE_PUBLISHER", "ROLE_ADMIN"))
                .addAttribute("path", request.getRequestURI());
    }

    /** The number in the address is none. */
    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String nobody(Model model, Locale locale, HttpServletRequest request) {
        everyPage(model, locale, request);
        return "console/nobody";
    }

    /** Who turned out to be somebody else is found there; an address nobody has is a wrong address. */
    @ExceptionHandler
    ModelAndView nobody(NoSuchClient e, Model model, Locale locale, HttpServletRequest request) {
        var successor = formerIds.successor(e.id());
        if (successor.isPresent()) {
            return new ModelAndView("redirect:/console/clients/" + successor.get());
        }
        var page = new ModelAndView(nobody(model, locale, request), model.asMap());
        page.setStatus(HttpStatus.NOT_FOUND);
        return page;
    }

    private static boolean has(@Nullable Authentication reader, String... roles) {
        return reader != null
                && reader.getAuthorities().stream()
                        .anyMatch(authority -> List.of(roles).contains(authority.getAuthority()));
    }
}
