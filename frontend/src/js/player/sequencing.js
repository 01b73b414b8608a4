// Sequencing of SCORM 2004, on the content host: which part comes next is decided by scorm-again's run-time with the rules
// of the manifest. This asks it, tells the page of the node what is open and why the rest is not, and keeps its state.

const ENDS = new Set(["exitAll", "abandonAll", "suspendAll"]);

/** The settings with which the run-time obeys the rules; `deliver` is called with the id of the part that comes. */
export function rules(told, deliver, changed) {
  return {
    scoItemIds: Object.keys(told.parts),
    sequencing: {
      ...told.sequencing,
      autoRollupOnCMIChange: true, // so that what a part has just fulfilled opens the next one before it is left
      logLevel: "error",
      eventListeners: {
        onActivityDelivery: (activity) => deliver(activity.id),
        onNavigationValidityUpdate: changed,
        onRollupComplete: changed,
      },
    },
  };
}

/** Where the learner goes on: in the part that was open when the window was lost, after a pause, or at the beginning. */
export function first(api, told, deliver) {
  if (told.state) api.deserializeSequencingState(told.state);
  const open = current(api);
  if (told.wanted && told.wanted !== open) return ask(api, "choice", told.wanted) || begin(api, open, deliver);
  return begin(api, open, deliver);
}

function begin(api, open, deliver) {
  if (open && open in deliver.parts) return deliver(open), true;
  return ask(api, "resumeAll") || ask(api, "start");
}

export const current = (api) => api.getSequencingState().currentActivity?.id ?? "";

/** A request of the page's buttons, when no part is running. Whether something came of it. */
export const ask = (api, request, target) => api.processNavigationRequest(request, target);

export const ends = (request) => ENDS.has(request);

/** What is open now, and for each part that is not, why. */
export function open(api) {
  const process = api.getSequencingService()?.getOverallSequencingProcess();
  const told = process?.getNavigationLookAhead?.() ?? {};
  const root = api.getSequencingState().rootActivity;
  const choice = {};
  for (const each of all(root)) choice[each.id] = why(each, api, told);
  const here = all(root).find((each) => each.id === current(api));
  const hidden = here?.hideLmsUi ?? [];
  return {
    continue: (told.continueEnabled ?? false) && !hidden.includes("continue"),
    previous: (told.previousEnabled ?? false) && !hidden.includes("previous"),
    choice,
    outcome: outcomes(root),
  };
}

function all(activity) {
  return activity ? [activity, ...activity.children.flatMap(all)] : [];
}

/** Empty where a part may be chosen; else which kind of rule stands in the way. */
function why(activity, api, told) {
  if (activity.id === current(api)) return "";
  const above = [];
  for (let each = activity; each; each = each.parent) above.push(each);
  const actions = above.map((each) => each.sequencingRules.evaluatePreConditionRules(each));
  if (actions.includes("disabled")) return "disabled";
  if (above.some((each) => !each.isVisible) || actions.includes("hiddenFromChoice")) return "hidden";
  if (above.some((each) => each.attemptLimit && each.attemptCount >= each.attemptLimit)) return "attempts";
  if (above.slice(1).some((each) => !each.sequencingControls.choice)) return "order";
  return (told.availableChoices ?? []).includes(activity.id) ? "" : "later";
}

/** How far somebody got in each part and in the whole, as the rules roll it up. */
function outcomes(root) {
  return Object.fromEntries(all(root).map((each) => [each === root ? "" : each.id, {
    completion: each.completionStatus, success: each.successStatus,
    score: each.objectiveMeasureStatus ? each.objectiveNormalizedMeasure : null,
  }]));
}
