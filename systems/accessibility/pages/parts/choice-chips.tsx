export { ChoiceChips } from "@midreach/ui";
